-- HTTP requests that have ended. What the requests of a connection have in common stands once for each run of them, so a
-- connection is found by an index that grows by an entry a run and not by one a request. See src/docs/decisions/history.md.

-- Requests of one connection that were written one after the other and follow each other in it.
create table http_run (
    first         integer primary key, -- the id of the first one
    requests      integer not null,    -- how many there are
    connection    integer not null,
    first_number  integer not null,    -- the place of the first one in its connection, from 1
    endpoint      integer not null,    -- history_endpoint
    client        blob not null,       -- 4 or 16 bytes
    client_port   integer not null,
    server        integer not null,    -- history_text
    server_port   integer not null,
    connected_at  integer not null,    -- microseconds since 1970
    scheme        text not null,
    host          text not null,
    version       text not null,
    user_agent    text not null
) strict;

create index http_run_of_connection on http_run (connection, first_number);

-- One row for each, in the order of their writing. Ids are given once.
create table http_request (
    id              integer primary key,
    method          text not null,
    target          text not null,
    upstream        integer not null, -- history_text; 0 if none
    started_at      integer not null, -- microseconds since 1970
    lasted_us       integer not null,
    head_us         integer,
    status          integer not null, -- 0 if there was no answer
    request_bytes   integer not null,
    response_bytes  integer not null,
    decision        integer not null, -- history_decision; 0 if none
    error           text,
    handed_to       text,             -- lists hold one entry a line; null if empty
    reports         text,
    logs            text
) strict;

-- The requests with all that is known of them, to be asked for by id.
create view http_exchange as
select q.id,
       r.connection,
       r.first_number + q.id - r.first as number,
       e.endpoint_id,
       e.name as endpoint_name,
       e.url as endpoint_url,
       r.client as client_ip,
       r.client_port,
       s.text as server_ip,
       r.server_port,
       r.connected_at,
       q.method,
       r.scheme,
       r.host,
       q.target,
       r.version,
       r.user_agent,
       q.request_bytes,
       nullif(u.text, '') as upstream,
       q.started_at,
       q.started_at + q.lasted_us as ended_at,
       q.head_us,
       q.status,
       q.response_bytes,
       q.error,
       d.rule,
       d.action,
       d.network,
       coalesce(q.handed_to, '') as handed_to,
       coalesce(q.reports, '') as reports,
       coalesce(q.logs, '') as logs
from http_request q
join http_run r on r.first = (select max(first) from http_run where first <= q.id)
left join history_endpoint e on e.code = r.endpoint
left join history_text s on s.code = r.server
left join history_text u on u.code = q.upstream
left join history_decision d on d.code = q.decision;

-- A row of the journal may hold requests that were written together: the id of the first one; else null.
alter table event_journal add column first_request integer;

-- How long the first bytes of a connection were waited for, to see whether they are HTTP.
alter table history add column sniff_us integer;

drop view closed_connection;

-- The connections with their texts. The order of the joins is that of the words, so that a scan stays one of history.
create view closed_connection as
select h.id,
       e.endpoint_id,
       e.name as endpoint_name,
       e.url as endpoint_url,
       h.client as client_ip,
       h.client_port,
       s.text as server_ip,
       h.server_port,
       nullif(u.text, '') as upstream,
       h.started_at,
       h.started_at + h.lasted_us as ended_at,
       h.sniff_us,
       h.connect_us,
       h.bytes_in,
       h.bytes_out,
       r.text as reason,
       h.error,
       d.rule,
       d.action,
       d.network,
       coalesce(h.handed_to, '') as handed_to,
       coalesce(h.reports, '') as reports,
       coalesce(h.logs, '') as logs
from history h
left join history_endpoint e on e.code = h.endpoint
left join history_text s on s.code = h.server
left join history_text u on u.code = h.upstream
left join history_text r on r.code = h.reason
left join history_decision d on d.code = h.decision;
