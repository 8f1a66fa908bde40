-- What the user wants.
create table endpoint (
    id                  text primary key,
    name                text not null unique,
    kind                text not null,
    url                 text not null,
    binding             text not null,
    upstream            text,
    traffic_policy      text not null,
    description         text not null,
    metadata            text not null,
    pooling_enabled     integer not null,
    enabled             integer not null,
    proxy_protocol      text not null,
    connect_timeout_ms  integer not null,
    client_idle_ms      integer not null,
    server_idle_ms      integer not null,
    max_lifetime_ms     integer not null,
    max_connections     integer not null,
    created_at          integer not null, -- microseconds since 1970
    updated_at          integer not null
) strict;

-- What was. The id grows with time, so it is the order of the connections' starts.
create table closed_connection (
    id             integer primary key,
    endpoint_id    text not null,
    endpoint_name  text not null,
    endpoint_url   text not null,
    client_ip      text not null,
    client_port    integer not null,
    server_ip      text not null,
    server_port    integer not null,
    upstream       text,
    started_at     integer not null, -- microseconds since 1970
    ended_at       integer not null,
    connect_us     integer,
    bytes_in       integer not null,
    bytes_out      integer not null,
    reason         text not null,
    error          text
) strict;

create index closed_connection_by_end on closed_connection (ended_at);
create index closed_connection_by_endpoint on closed_connection (endpoint_id, ended_at);

create table setting (
    name   text primary key,
    value  text not null
) strict, without rowid;
