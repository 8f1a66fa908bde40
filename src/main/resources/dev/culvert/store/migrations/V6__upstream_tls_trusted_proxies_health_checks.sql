-- TLS to the upstream, proxies whose word on the client is taken, and how the upstream is watched.
alter table endpoint add column upstream_tls_verify integer not null default 1;
alter table endpoint add column upstream_tls_ca text not null default '';
alter table endpoint add column trusted_proxies text not null default ''; -- one a line
alter table endpoint add column health_interval_ms integer not null default 0;
alter table endpoint add column health_threshold integer not null default 3;
