package dev.culvert.ui.controls.connection;

import dev.culvert.model.ConnectionId;

/** What the rows of both tables have in common. A row is a value; rows of the same connection are equal. */
public interface Row {

    /** The connection. */
    ConnectionId id();

    /** The name of the endpoint that accepted it. */
    String endpoint();

    /** Who connected. */
    Peer client();

    /** Where it is or was forwarded to; empty if that never was decided. */
    String upstream();

    /** When it was accepted, in milliseconds since 1970. */
    long startedAt();

    /** Client to endpoint. */
    long bytesIn();

    /** Endpoint to client. */
    long bytesOut();
}
