package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.CloseReason;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fault of our own in the middle of a connection ends that connection and nothing else. */
@ExtendWith(LeakGuard.class)
class FaultTest {

    /** The flows of a sound connection, both ways; the next one is the second connection's. */
    private static final int SOUND_FLOWS = 2;

    @ParameterizedTest
    @EnumSource(
            value = RelayMode.class,
            names = {"NATIVE", "PORTABLE"})
    void faultWhileBytesAreMovedEndsOnlyThatConnection(RelayMode mode) throws IOException {
        try (var upstream = PeerServer.echo();
                var rig = Rig.of(mode, registry -> sabotaged(mode, registry))) {
            rig.listen(Rig.endpoint(upstream.port()));
            try (Peer sound = rig.connect()) {
                sound.send("sound").expect("sound");
                try (Peer broken = rig.connect()) {
                    broken.expectEnd();
                }
                assertThat(rig.expectEndOf(CloseReason.INTERNAL_ERROR).error()).isEqualTo("on purpose");
                sound.send("still").expect("still");
                assertThat(rig.engine.connections()).hasSize(1);
            }
        }
    }

    private static EngineCore sabotaged(RelayMode mode, ConnectionRegistry registry) {
        EngineCore sound = EngineCore.of(
                mode,
                1,
                registry,
                new UpstreamConnector(Runnable::run, InetAddress::getAllByName),
                Rig.NO_TLS,
                Rig.UPSTREAM_TLS);
        return new EngineCore(
                sound.loops(),
                sound.binder(),
                new Sabotage(Objects.requireNonNull(sound.rawSockets())),
                sound.channels(),
                registry,
                sound.ids(),
                sound.connector(),
                sound.internal(),
                sound.tls(),
                sound.upstreamTls(),
                sound.http());
    }

    private static final class Sabotage implements RawSockets {

        private final RawSockets sound;
        private int flows;

        Sabotage(RawSockets sound) {
            this.sound = sound;
        }

        @Override
        public Flow flow(PlainRelay relay, RawSocket source, ConnectionLoop loop) {
            return flows++ == SOUND_FLOWS ? new BrokenFlow(relay, source) : sound.flow(relay, source, loop);
        }

        @Override
        public Attempt dial(SocketAddress address, ConnectionLoop loop, Outcome<RawSocket> outcome) {
            return sound.dial(address, loop, outcome);
        }

        @Override
        public void close() {
            sound.close();
        }
    }

    private static final class BrokenFlow extends Flow {

        BrokenFlow(PlainRelay relay, RawSocket source) {
            super(relay, source);
        }

        @Override
        boolean move() {
            throw new OutOfMemoryError("on purpose");
        }

        @Override
        void prepend(ByteBuf bytes) {
            bytes.release();
        }

        @Override
        void readEarly() {
            // nothing to break here
        }

        @Override
        @Nullable ByteBuf takeEarly() {
            return null;
        }

        @Override
        boolean hasUnsent() {
            return false;
        }

        @Override
        void free() {
            // it holds nothing
        }
    }
}
