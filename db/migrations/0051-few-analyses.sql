-- Small tables whose rows change all day: by the usual rules they were vacuumed and analysed every few minutes, 10 MB a day, though old versions are
-- pruned in their page and their statistics stay the same. Room in the page keeps new versions there, and out of the indexes.
alter table memory.coverage set (fillfactor = 50, autovacuum_vacuum_threshold = 20000, autovacuum_analyze_threshold = 100000);
alter table memory.due_hour set (autovacuum_vacuum_threshold = 2000, autovacuum_analyze_threshold = 100000);
alter table house.reporting set (fillfactor = 45, autovacuum_vacuum_threshold = 20000, autovacuum_analyze_threshold = 100000);
alter table public.home_assistant_connections set (autovacuum_vacuum_threshold = 2000, autovacuum_analyze_threshold = 100000);
alter table series.day set (fillfactor = 80);
