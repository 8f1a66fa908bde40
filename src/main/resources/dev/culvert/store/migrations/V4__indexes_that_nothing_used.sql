-- No query could use them, and each took its share of every connection that was written.
drop index closed_connection_by_end;
drop index closed_connection_by_endpoint;
