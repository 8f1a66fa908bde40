-- What the traffic policy made of a connection; empty where none ran. Lists hold one entry a line.
alter table closed_connection add column rule text not null default '';
alter table closed_connection add column action text not null default '';
alter table closed_connection add column network text not null default '';
alter table closed_connection add column handed_to text not null default '';
alter table closed_connection add column reports text not null default '';
alter table closed_connection add column logs text not null default '';

-- The connections that were refused; the list is that of CloseReason.isRefusal.
create index closed_connection_refused on closed_connection (id)
    where reason in ('denied', 'rate_limited', 'too_many_connections', 'policy_error', 'no_rule_decided', 'tls_failed');
