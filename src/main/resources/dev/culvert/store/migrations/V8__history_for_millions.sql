-- The history is made for ten million rows: narrow rows, texts that many of them share once, and an index that tells in which
-- blocks of rows a value occurs. See src/docs/decisions/history.md.

-- Texts by code; 0 is the empty one.
create table history_text (
    code  integer primary key,
    text  text not null unique
) strict;

create table history_endpoint (
    code         integer primary key,
    endpoint_id  text not null,
    name         text not null,
    url          text not null,
    unique (endpoint_id, name, url)
) strict;

create table history_decision (
    code     integer primary key,
    rule     text not null,
    action   text not null,
    network  text not null,
    unique (rule, action, network)
) strict;

-- One row for each connection that has ended. The id grows with time, so it is the order of the connections' starts.
create table history (
    id           integer primary key,
    endpoint     integer not null, -- history_endpoint
    client       blob not null,    -- 4 or 16 bytes
    client_port  integer not null,
    server       integer not null, -- history_text
    server_port  integer not null,
    upstream     integer not null, -- history_text; 0 if none
    started_at   integer not null, -- microseconds since 1970
    lasted_us    integer not null,
    connect_us   integer,
    bytes_in     integer not null,
    bytes_out    integer not null,
    reason       integer not null, -- history_text
    decision     integer not null, -- history_decision; 0 if none
    error        text,
    handed_to    text,             -- lists hold one entry a line; null if empty
    reports      text,
    logs         text
) strict;

-- Runs of 32,768 rows that are old enough to be indexed: 64 blocks of 512 each. A part begins after the last id of the one before.
create table history_part (
    no            integer primary key,
    last_id       integer not null,
    started_from  integer not null,
    started_to    integer not null,
    block_ends    blob not null     -- the last id of each block, eight bytes each
) strict;

-- In which blocks of a part a value occurs: one bit for each.
create table history_index (
    part    integer not null,
    kind    integer not null,
    key     integer not null,
    blocks  integer not null,
    primary key (part, kind, key)
) strict, without rowid;

-- How many connections started in each minute since 1970.
create table history_minute (
    minute       integer primary key,
    connections  integer not null,
    refused      integer not null
) strict;

insert into history_text values (0, '');
insert into history_decision values (0, '', '', '');
insert or ignore into history_text (text) select distinct reason from closed_connection;
insert or ignore into history_text (text) select distinct server_ip from closed_connection;
insert or ignore into history_text (text) select distinct upstream from closed_connection where upstream is not null;
insert into history_endpoint (endpoint_id, name, url) select distinct endpoint_id, endpoint_name, endpoint_url from closed_connection;
insert or ignore into history_decision (rule, action, network) select distinct rule, action, network from closed_connection;

insert into history
select c.id,
       e.code,
       case
           when instr(c.client_ip, ':') = 0 then (
               select unhex(group_concat(printf('%02x', value), '')) from json_each('[' || replace(c.client_ip, '.', ',') || ']'))
           else (
               select unhex(group_concat(substr('0000' || value, -4), ''))
               from json_each('["' || replace(substr(c.client_ip, 1, instr(c.client_ip || '%', '%') - 1), ':', '","') || '"]'))
       end,
       c.client_port,
       s.code,
       c.server_port,
       coalesce(u.code, 0),
       c.started_at,
       c.ended_at - c.started_at,
       c.connect_us,
       c.bytes_in,
       c.bytes_out,
       r.code,
       d.code,
       nullif(c.error, ''),
       nullif(c.handed_to, ''),
       nullif(c.reports, ''),
       nullif(c.logs, '')
from closed_connection c
join history_endpoint e on e.endpoint_id = c.endpoint_id and e.name = c.endpoint_name and e.url = c.endpoint_url
join history_text s on s.text = c.server_ip
join history_text r on r.text = c.reason
join history_decision d on d.rule = c.rule and d.action = c.action and d.network = c.network
left join history_text u on u.text = c.upstream
order by c.id;

insert into history_minute
select started_at / 60000000,
       count(*),
       sum(reason in (select code from history_text where text in
           ('denied', 'rate_limited', 'too_many_connections', 'policy_error', 'no_rule_decided', 'tls_failed')))
from history
group by 1;

drop table closed_connection;

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
