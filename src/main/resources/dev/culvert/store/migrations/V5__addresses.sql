-- The user's own ingresses; local and lan are always there and stand in no table. Bind addresses stand one a line.
create table ingress (
    id          text primary key,
    name        text not null unique,
    bind        text not null,
    host        text not null unique,
    first_port  integer not null,
    last_port   integer not null,
    created_at  integer not null -- microseconds since 1970
) strict;

-- The reserved TCP addresses, the ingress by its id.
create table tcp_address (
    id           text primary key,
    ingress      text not null,
    port         integer not null,
    region       text not null,
    description  text not null,
    metadata     text not null,
    created_at   integer not null,
    unique (ingress, port)
) strict;

-- Ports that were released, which are not handed out again for a while.
create table released_port (
    port         integer primary key,
    released_at  integer not null
) strict;

-- Names of the user's own that are to lead to an ingress.
create table custom_domain (
    id          text primary key,
    name        text not null unique,
    ingress     text not null,
    created_at  integer not null
) strict;
