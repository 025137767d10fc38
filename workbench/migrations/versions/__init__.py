"""The versions that a store's tables have had, one file each; what a file says never changes after its release."""
