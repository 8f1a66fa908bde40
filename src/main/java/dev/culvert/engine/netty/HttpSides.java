package dev.culvert.engine.netty;

/** What the idle sweep wants to know of a connection that speaks HTTP. On the event loop only. */
final class HttpSides {

    private final HttpRelay relay;
    private final Relay.Side client = new Client();
    private final Relay.Side upstream = new Upstream();

    HttpSides(HttpRelay relay) {
        this.relay = relay;
    }

    Relay.Side client() {
        return client;
    }

    Relay.Side upstream() {
        return upstream;
    }

    private final class Client implements Relay.Side {

        @Override
        public long moved() {
            return relay.clientLeg().moved();
        }

        @Override
        public boolean isHeld() {
            Exchange exchange = relay.exchange();
            Leg leg = relay.clientLeg();
            return leg.isHeld() || (exchange != null && exchange.awaitsUpstream() && !leg.hasUnsent());
        }
    }

    private final class Upstream implements Relay.Side {

        @Override
        public long moved() {
            return relay.route().moved();
        }

        @Override
        public boolean isHeld() {
            Exchange exchange = relay.exchange();
            return exchange == null
                    || !exchange.awaitsUpstream()
                    || !relay.clientLeg().isWritable();
        }
    }
}
