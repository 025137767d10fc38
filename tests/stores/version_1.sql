BEGIN TRANSACTION;
CREATE TABLE articles (
	id TEXT NOT NULL, 
	source TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "articles" VALUES('12314194b695','sample');
CREATE TABLE log (
	seq INTEGER NOT NULL, 
	prev_hash TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	"when" TEXT NOT NULL, 
	who TEXT NOT NULL, 
	article TEXT NOT NULL, 
	event TEXT NOT NULL, 
	field TEXT NOT NULL, 
	was TEXT, 
	now TEXT, 
	reason TEXT NOT NULL, 
	note TEXT NOT NULL, 
	passage TEXT, 
	undoes INTEGER, 
	PRIMARY KEY (seq), 
	UNIQUE (prev_hash), 
	UNIQUE (hash), 
	FOREIGN KEY(article) REFERENCES articles (id), 
	FOREIGN KEY(undoes) REFERENCES log (seq)
);
INSERT INTO "log" VALUES(1,'0000000000000000000000000000000000000000000000000000000000000000','27a422c8979127fb0e21aa940cc984d7d8891a9fbc8f9617db5910b13997f951','2026-11-20T09:01:00.000000+00:00','mina','12314194b695','12314194b695:96','killed','{"best":2,"high":4,"low":2,"rule":"most_conservative"}','{"best":3,"rule":"analyst"}','extraction_error','read again 😀','{"end":210,"start":193,"text":"counted four dead"}',NULL);
INSERT INTO "log" VALUES(2,'27a422c8979127fb0e21aa940cc984d7d8891a9fbc8f9617db5910b13997f951','96d6ba0e47b10d3e501e5f25666f12cc89d38c743bd7493f7d5be78b11680730','2026-11-20T09:02:00.000000+00:00','jon','12314194b695','12314194b695:96','killed','{"best":3,"rule":"analyst"}','{"best":4,"rule":"analyst"}','new_source','',NULL,NULL);
INSERT INTO "log" VALUES(3,'96d6ba0e47b10d3e501e5f25666f12cc89d38c743bd7493f7d5be78b11680730','443c5acfb8d4681731b0467d5f5a658c1ab322846d6488d4393aec1f09ca850c','2026-11-26T06:44:46.077975+00:00','mina','12314194b695','12314194b695:96','killed','{"best":4,"rule":"analyst"}','{"best":3,"rule":"analyst"}','new_source','',NULL,2);
INSERT INTO "log" VALUES(4,'443c5acfb8d4681731b0467d5f5a658c1ab322846d6488d4393aec1f09ca850c','bdc4364af2b2930284fa4e57d5f4e69d551b5d4a050e7ac757c56cae4377e1e0','2026-11-20T09:04:00.000000+00:00','mina','12314194b695','','published',NULL,'"2020-11-18"','typo','',NULL,NULL);
CREATE TABLE readings (
	number INTEGER NOT NULL, 
	article TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	saved TEXT NOT NULL, 
	lines TEXT NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(article) REFERENCES articles (id)
);
INSERT INTO "readings" VALUES(1,'12314194b695','2216c04f0ac5c6329434993c36bed767d867d56efa3d6a1e012ee5db9b3a1378','2026-11-26T06:44:46.052830+00:00','{"article":{"blocks":[{"end":39,"kind":"headline","start":0},{"end":82,"kind":"caption","start":41},{"end":267,"kind":"body","start":84}],"developing":false,"id":"12314194b695","published_basis":"unknown","source":"sample","text":"Shells fall on the harbour of Port Sena\n\nA quay at Port Sena in 2017. (Photo pool)\n\nPORT SENA — Shells struck the harbour late Tuesday 😀. The army said two dockers were killed; a harbour guard counted four dead. Some <script>alert(\"x\")</script> blamed the Blue Front.\n","title":"Shells fall on the harbour of Port Sena"}}
{"mention":{"end":109,"kind":"action","rule":"action:row","start":96,"text":"Shells struck"}}
{"mention":{"end":134,"kind":"time","rule":"time:row","start":122,"text":"late Tuesday"}}
{"mention":{"end":155,"kind":"number","rule":"number:row","start":152,"text":"two"}}
{"mention":{"end":163,"kind":"people","rule":"people:row","start":152,"text":"two dockers"}}
{"mention":{"end":151,"kind":"report","rule":"report:row","start":147,"text":"said"}}
{"mention":{"end":266,"kind":"actor","rule":"actor:row","start":256,"text":"Blue Front"}}
{"claim":{"act":{"block":"body","generic":false,"id":"12314194b695:96","introduces":false,"is_attack":true,"paragraph":0,"passage":{"end":109,"start":96,"text":"Shells struck"},"plural":false,"refers_back":false,"role":"main","rule":"","sentence":1,"status":"occurred","type":"shelling"},"block":"body","by":"machine","field":"act","id":"12314194b695:96:act","passage":{"end":109,"start":96,"text":"Shells struck"},"rule":"acts:row","speaker_kind":"reporter","stance":"asserted","value":"shelling"}}
{"claim":{"block":"body","by":"machine","days":{"precision":"unknown","text":"late Tuesday","unresolved":"The page gives no publication date to count from."},"field":"date","id":"12314194b695:122:date","passage":{"end":134,"start":122,"text":"late Tuesday"},"rule":"dates:row","speaker_kind":"reporter","stance":"asserted","value":"late Tuesday"}}
{"claim":{"block":"body","by":"machine","field":"place","id":"12314194b695:30:place","passage":{"end":39,"start":30,"text":"Port Sena"},"place":{"candidates":["Port Sena, MOZ"],"name":"Port Sena","precision":"city","source":"places:port-sena"},"rule":"places:row","speaker_kind":"reporter","stance":"asserted","value":"Port Sena"}}
{"claim":{"block":"body","by":"machine","field":"killed","high":2,"id":"12314194b695:152:killed","low":2,"passage":{"end":175,"start":152,"text":"two dockers were killed"},"qualifier":"exact","rule":"killeds:row","speaker":"The army","speaker_kind":"military","stance":"asserted","value":"2"}}
{"claim":{"block":"body","by":"machine","field":"killed","high":4,"id":"12314194b695:193:killed","low":4,"messenger":"local radio","passage":{"end":210,"start":193,"text":"counted four dead"},"qualifier":"exact","rule":"killeds:row","speaker":"a harbour guard","speaker_kind":"witness","stance":"hedged","value":"4"}}
{"claim":{"attribution":"alleged","block":"body","by":"machine","field":"perpetrator","id":"12314194b695:245:perpetrator","passage":{"end":266,"start":245,"text":"blamed the Blue Front"},"rule":"perpetrators:row","speaker":"Some","speaker_kind":"other","stance":"alleged","value":"Blue Front"}}
{"event":{"article":"12314194b695","claims":[{"act":{"block":"body","generic":false,"id":"12314194b695:96","introduces":false,"is_attack":true,"paragraph":0,"passage":{"end":109,"start":96,"text":"Shells struck"},"plural":false,"refers_back":false,"role":"main","rule":"","sentence":1,"status":"occurred","type":"shelling"},"block":"body","by":"machine","field":"act","id":"12314194b695:96:act","passage":{"end":109,"start":96,"text":"Shells struck"},"rule":"acts:row","speaker_kind":"reporter","stance":"asserted","value":"shelling"},{"block":"body","by":"machine","days":{"precision":"unknown","text":"late Tuesday","unresolved":"The page gives no publication date to count from."},"field":"date","id":"12314194b695:122:date","passage":{"end":134,"start":122,"text":"late Tuesday"},"rule":"dates:row","speaker_kind":"reporter","stance":"asserted","value":"late Tuesday"},{"block":"body","by":"machine","field":"place","id":"12314194b695:30:place","passage":{"end":39,"start":30,"text":"Port Sena"},"place":{"candidates":["Port Sena, MOZ"],"name":"Port Sena","precision":"city","source":"places:port-sena"},"rule":"places:row","speaker_kind":"reporter","stance":"asserted","value":"Port Sena"},{"block":"body","by":"machine","field":"killed","high":2,"id":"12314194b695:152:killed","low":2,"passage":{"end":175,"start":152,"text":"two dockers were killed"},"qualifier":"exact","rule":"killeds:row","speaker":"The army","speaker_kind":"military","stance":"asserted","value":"2"},{"block":"body","by":"machine","field":"killed","high":4,"id":"12314194b695:193:killed","low":4,"messenger":"local radio","passage":{"end":210,"start":193,"text":"counted four dead"},"qualifier":"exact","rule":"killeds:row","speaker":"a harbour guard","speaker_kind":"witness","stance":"hedged","value":"4"},{"attribution":"alleged","block":"body","by":"machine","field":"perpetrator","id":"12314194b695:245:perpetrator","passage":{"end":266,"start":245,"text":"blamed the Blue Front"},"rule":"perpetrators:row","speaker":"Some","speaker_kind":"other","stance":"alleged","value":"Blue Front"}],"id":"12314194b695:96","is_attack":true,"role":"main","status":"occurred","type":"shelling","values":{"date":{"precision":"unknown","text":"late Tuesday","unresolved":"The page gives no publication date to count from."},"killed":{"best":2,"high":4,"low":2,"rule":"most_conservative"},"perpetrators":[{"attribution":"alleged","by":"Some","name":"Blue Front"}],"place":{"candidates":["Port Sena, MOZ"],"name":"Port Sena","precision":"city","source":"places:port-sena"},"targets":[{"name":"the harbour"}],"weapons":[{"kind":"shell"}]},"why":[{"claim_ids":["12314194b695:122:date"],"field":"date","rule":"single"},{"claim_ids":["12314194b695:152:killed","12314194b695:193:killed"],"field":"killed","rule":"most_conservative"},{"claim_ids":["12314194b695:245:perpetrator"],"field":"perpetrators","rule":"all_voices"}]}}
{"event":{"article":"12314194b695","id":"12314194b695:245","is_attack":false,"role":"commentary","status":"occurred","type":"other","values":{}}}');
INSERT INTO "readings" VALUES(2,'12314194b695','f1a79e39f0879f5470249aad000db2facbb2bd7dad7019d5f9d4d767751bbb4e','2026-11-26T06:44:46.059603+00:00','{"article":{"blocks":[{"end":39,"kind":"headline","start":0},{"end":82,"kind":"caption","start":41},{"end":267,"kind":"body","start":84}],"developing":false,"id":"12314194b695","published":"2020-11-17","published_basis":"page","source":"sample","text":"Shells fall on the harbour of Port Sena\n\nA quay at Port Sena in 2017. (Photo pool)\n\nPORT SENA — Shells struck the harbour late Tuesday 😀. The army said two dockers were killed; a harbour guard counted four dead. Some <script>alert(\"x\")</script> blamed the Blue Front.\n","title":"Shells fall on the harbour of Port Sena"}}
{"mention":{"end":109,"kind":"action","rule":"action:row","start":96,"text":"Shells struck"}}
{"mention":{"end":134,"kind":"time","rule":"time:row","start":122,"text":"late Tuesday"}}
{"mention":{"end":155,"kind":"number","rule":"number:row","start":152,"text":"two"}}
{"mention":{"end":163,"kind":"people","rule":"people:row","start":152,"text":"two dockers"}}
{"mention":{"end":151,"kind":"report","rule":"report:row","start":147,"text":"said"}}
{"mention":{"end":266,"kind":"actor","rule":"actor:row","start":256,"text":"Blue Front"}}
{"claim":{"act":{"block":"body","generic":false,"id":"12314194b695:96","introduces":false,"is_attack":true,"paragraph":0,"passage":{"end":109,"start":96,"text":"Shells struck"},"plural":false,"refers_back":false,"role":"main","rule":"","sentence":1,"status":"occurred","type":"shelling"},"block":"body","by":"machine","field":"act","id":"12314194b695:96:act","passage":{"end":109,"start":96,"text":"Shells struck"},"rule":"acts:row","speaker_kind":"reporter","stance":"asserted","value":"shelling"}}
{"claim":{"block":"body","by":"machine","days":{"basis":"relative_to_publication","end":"2020-11-17","precision":"part_of_day","start":"2020-11-17","text":"late Tuesday","time_of_day":"night"},"field":"date","id":"12314194b695:122:date","passage":{"end":134,"start":122,"text":"late Tuesday"},"rule":"dates:row","speaker_kind":"reporter","stance":"asserted","value":"late Tuesday"}}
{"claim":{"block":"body","by":"machine","field":"place","id":"12314194b695:30:place","passage":{"end":39,"start":30,"text":"Port Sena"},"place":{"candidates":["Port Sena, MOZ"],"name":"Port Sena","precision":"city","source":"places:port-sena"},"rule":"places:row","speaker_kind":"reporter","stance":"asserted","value":"Port Sena"}}
{"claim":{"block":"body","by":"machine","field":"killed","high":2,"id":"12314194b695:152:killed","low":2,"passage":{"end":175,"start":152,"text":"two dockers were killed"},"qualifier":"exact","rule":"killeds:row","speaker":"The army","speaker_kind":"military","stance":"asserted","value":"2"}}
{"claim":{"block":"body","by":"machine","field":"killed","high":4,"id":"12314194b695:193:killed","low":4,"messenger":"local radio","passage":{"end":210,"start":193,"text":"counted four dead"},"qualifier":"exact","rule":"killeds:row","speaker":"a harbour guard","speaker_kind":"witness","stance":"hedged","value":"4"}}
{"claim":{"attribution":"alleged","block":"body","by":"machine","field":"perpetrator","id":"12314194b695:245:perpetrator","passage":{"end":266,"start":245,"text":"blamed the Blue Front"},"rule":"perpetrators:row","speaker":"Some","speaker_kind":"other","stance":"alleged","value":"Blue Front"}}
{"event":{"article":"12314194b695","claims":[{"act":{"block":"body","generic":false,"id":"12314194b695:96","introduces":false,"is_attack":true,"paragraph":0,"passage":{"end":109,"start":96,"text":"Shells struck"},"plural":false,"refers_back":false,"role":"main","rule":"","sentence":1,"status":"occurred","type":"shelling"},"block":"body","by":"machine","field":"act","id":"12314194b695:96:act","passage":{"end":109,"start":96,"text":"Shells struck"},"rule":"acts:row","speaker_kind":"reporter","stance":"asserted","value":"shelling"},{"block":"body","by":"machine","days":{"basis":"relative_to_publication","end":"2020-11-17","precision":"part_of_day","start":"2020-11-17","text":"late Tuesday","time_of_day":"night"},"field":"date","id":"12314194b695:122:date","passage":{"end":134,"start":122,"text":"late Tuesday"},"rule":"dates:row","speaker_kind":"reporter","stance":"asserted","value":"late Tuesday"},{"block":"body","by":"machine","field":"place","id":"12314194b695:30:place","passage":{"end":39,"start":30,"text":"Port Sena"},"place":{"candidates":["Port Sena, MOZ"],"name":"Port Sena","precision":"city","source":"places:port-sena"},"rule":"places:row","speaker_kind":"reporter","stance":"asserted","value":"Port Sena"},{"block":"body","by":"machine","field":"killed","high":2,"id":"12314194b695:152:killed","low":2,"passage":{"end":175,"start":152,"text":"two dockers were killed"},"qualifier":"exact","rule":"killeds:row","speaker":"The army","speaker_kind":"military","stance":"asserted","value":"2"},{"block":"body","by":"machine","field":"killed","high":4,"id":"12314194b695:193:killed","low":4,"messenger":"local radio","passage":{"end":210,"start":193,"text":"counted four dead"},"qualifier":"exact","rule":"killeds:row","speaker":"a harbour guard","speaker_kind":"witness","stance":"hedged","value":"4"},{"attribution":"alleged","block":"body","by":"machine","field":"perpetrator","id":"12314194b695:245:perpetrator","passage":{"end":266,"start":245,"text":"blamed the Blue Front"},"rule":"perpetrators:row","speaker":"Some","speaker_kind":"other","stance":"alleged","value":"Blue Front"}],"id":"12314194b695:96","is_attack":true,"role":"main","status":"occurred","type":"shelling","values":{"date":{"basis":"relative_to_publication","end":"2020-11-17","precision":"part_of_day","start":"2020-11-17","text":"late Tuesday","time_of_day":"night"},"killed":{"best":2,"high":4,"low":2,"rule":"most_conservative"},"perpetrators":[{"attribution":"alleged","by":"Some","name":"Blue Front"}],"place":{"candidates":["Port Sena, MOZ"],"name":"Port Sena","precision":"city","source":"places:port-sena"},"targets":[{"name":"the harbour"}],"weapons":[{"kind":"shell"}]},"why":[{"claim_ids":["12314194b695:122:date"],"field":"date","rule":"single"},{"claim_ids":["12314194b695:152:killed","12314194b695:193:killed"],"field":"killed","rule":"most_conservative"},{"claim_ids":["12314194b695:245:perpetrator"],"field":"perpetrators","rule":"all_voices"}]}}
{"event":{"article":"12314194b695","id":"12314194b695:245","is_attack":false,"role":"commentary","status":"occurred","type":"other","values":{}}}');
CREATE TABLE schema_version (
	version INTEGER NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO "schema_version" VALUES(1);
CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
COMMIT;
