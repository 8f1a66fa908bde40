package dev.culvert.engine.netty;

/** What one event loop has carried for one endpoint. */
final class Tally {

    final Count accepted = new Count();
    final Count bytesIn = new Count();
    final Count bytesOut = new Count();
}
