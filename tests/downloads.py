"""Small files with the true headers of four projects and invented rows: none of their data is here.

The headers are facts of public codebooks, written down here apart from the
readers, so that a column lost there fails here.
"""

from __future__ import annotations

import csv

ACLED = [
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude",
    "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
]  # fmt: skip
UCDP = [
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id",
    "conflict_new_id", "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id",
    "side_a_new_id", "side_a", "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article",
    "source_office", "source_date", "source_headline", "source_original", "where_prec", "where_coordinates",
    "where_description", "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country",
    "country_id", "region", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
]  # fmt: skip
GTD = [
    "eventid", "iyear", "imonth", "iday", "approxdate", "extended", "resolution", "country", "country_txt",
    "region", "region_txt", "provstate", "city", "latitude", "longitude", "specificity", "vicinity", "location",
    "summary", "crit1", "crit2", "crit3", "doubtterr", "alternative", "alternative_txt", "multiple", "success",
    "suicide", "attacktype1", "attacktype1_txt", "attacktype2", "attacktype2_txt", "attacktype3",
    "attacktype3_txt", "targtype1", "targtype1_txt", "targsubtype1", "targsubtype1_txt", "corp1", "target1",
    "natlty1", "natlty1_txt", "targtype2", "targtype2_txt", "targsubtype2", "targsubtype2_txt", "corp2",
    "target2", "natlty2", "natlty2_txt", "targtype3", "targtype3_txt", "targsubtype3", "targsubtype3_txt",
    "corp3", "target3", "natlty3", "natlty3_txt", "gname", "gsubname", "gname2", "gsubname2", "gname3",
    "gsubname3", "motive", "guncertain1", "guncertain2", "guncertain3", "individual", "nperps", "nperpcap",
    "claimed", "claimmode", "claimmode_txt", "claim2", "claimmode2", "claimmode2_txt", "claim3", "claimmode3",
    "claimmode3_txt", "compclaim", "weaptype1", "weaptype1_txt", "weapsubtype1", "weapsubtype1_txt", "weaptype2",
    "weaptype2_txt", "weapsubtype2", "weapsubtype2_txt", "weaptype3", "weaptype3_txt", "weapsubtype3",
    "weapsubtype3_txt", "weaptype4", "weaptype4_txt", "weapsubtype4", "weapsubtype4_txt", "weapdetail", "nkill",
    "nkillus", "nkillter", "nwound", "nwoundus", "nwoundte", "property", "propextent", "propextent_txt",
    "propvalue", "propcomment", "ishostkid", "nhostkid", "nhostkidus", "nhours", "ndays", "divert",
    "kidhijcountry", "ransom", "ransomamt", "ransomamtus", "ransompaid", "ransompaidus", "ransomnote",
    "hostkidoutcome", "hostkidoutcome_txt", "nreleased", "addnotes", "scite1", "scite2", "scite3", "dbsource",
    "INT_LOG", "INT_IDEO", "INT_MISC", "INT_ANY", "related",
]  # fmt: skip
POLECAT = [
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
]  # fmt: skip

HEADERS = {"ACLED": ACLED, "UCDP GED": UCDP, "GTD": GTD, "POLECAT": POLECAT}
KEYS = {"ACLED": "event_id_cnty", "UCDP GED": "id", "GTD": "eventid", "POLECAT": "Event ID"}
ROWS = {
    "ACLED": {
        "event_id_cnty": "FRE900001", "event_date": "15 March 2021", "year": "2021", "time_precision": "1",
        "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
        "sub_event_type": "Remote explosive/landmine/IED", "actor1": "Front of the River",
        "actor2": "Military Forces of Iraq", "iso": "368", "country": "Iraq", "admin1": "Anbar", "location": "Rutba",
        "latitude": "33.0400", "longitude": "40.2800", "geo_precision": "1", "source": "Delta Post; Gulf Courier",
        "notes": 'A bomb, invented; it hit a "truck".', "fatalities": "2",
    },
    "UCDP GED": {
        "id": "900001", "year": "2021", "active_year": "1", "type_of_violence": "1", "side_a": "Government of Yemen",
        "side_b": "Front of the River", "source_article": '"Delta Post,2021-03-20,Twelve die"', "where_prec": "2",
        "where_coordinates": "Taiz town", "adm_1": "Taiz", "latitude": "13.58", "longitude": "44.02",
        "country": "Yemen (North Yemen)", "event_clarity": "1", "date_prec": "2",
        "date_start": "2021-03-15 00:00:00.000", "date_end": "2021-03-18 00:00:00.000", "deaths_a": "3",
        "deaths_b": "8", "deaths_civilians": "1", "deaths_unknown": "0", "best": "12", "high": "15", "low": "10",
    },
    "GTD": {
        "eventid": "202103150001", "iyear": "2021", "imonth": "3", "iday": "15", "extended": "0",
        "country": "95", "country_txt": "Iraq", "provstate": "Anbar", "city": "Rutba", "latitude": "33.04",
        "longitude": "40.28", "specificity": "1", "vicinity": "0", "summary": "An invented attack.", "doubtterr": "0",
        "multiple": "0", "success": "1", "suicide": "0", "attacktype1": "3", "target1": "Convoy",
        "gname": "Front of the River", "guncertain1": "0", "claimed": "1", "weaptype1": "6",
        "weaptype1_txt": "Explosives", "weapsubtype1": "16", "weapsubtype1_txt": "Unknown Explosive Type",
        "nkill": "2", "nwound": "-99", "scite1": "Delta Post, 2021",
    },
    "POLECAT": {
        "Event ID": "X20210315-1-1", "Event Date": "2021-03-15", "Event Type": "ASSAULT", "Event Mode": "firearms",
        "Actor Name": "Front of the River", "Actor Country": "None", "Recipient Name": "Iraq Military",
        "Placename": "Rutba", "City": "Rutba", "District": "None", "Province": "Anbar", "Country": "Iraq",
        "Latitude": "33.04", "Longitude": "40.28", "Source": "Delta Post", "Publication Date": "2021-03-16",
        "Raw Placename": 'the town of "Rutba',
    },
}  # fmt: skip
"""One invented row for each project; a column that is not here is blank."""


def write(path, project, *changes, columns=None, delimiter=",", encoding="utf-8"):
    """Write rows of a project that differ from its invented one as told, and give the file."""
    columns = HEADERS[project] if columns is None else columns
    rows = [[{**ROWS[project], **change}.get(name, "") for name in columns] for change in changes or ({},)]
    with path.open("w", encoding=encoding, newline="") as stream:
        if delimiter == "\t":
            stream.writelines("\t".join(row) + "\n" for row in (columns, *rows))
        else:
            csv.writer(stream, delimiter=delimiter).writerows([columns, *rows])
    return path
