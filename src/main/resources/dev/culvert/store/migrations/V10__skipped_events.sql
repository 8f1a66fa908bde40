-- Events that a destination refused, and that were passed over.
alter table event_destination add column skipped integer not null default 0;
alter table event_destination add column last_skipped text; -- the id of the latest of them; null for none
