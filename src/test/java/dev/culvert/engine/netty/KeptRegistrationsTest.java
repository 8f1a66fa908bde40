package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class KeptRegistrationsTest {

    private final Script epoll = new Script();
    private final List<String> heard = new ArrayList<>();
    private IoHandler handler = epoll;
    private Runnable whenClosed = () -> {};

    @BeforeEach
    void wrap() {
        assertThat(Epoll.isAvailable()).isTrue();
        handler = KeptRegistrations.around(executor -> epoll).newHandler(new Nobody());
    }

    /** The event that comes first closes a socket, the next one is of that socket, and its number is another's by then. */
    @Test
    void anEventOfTheBatchInWhichASocketWasRegisteredIsAnothers() throws Exception {
        IoHandle early = handle("early");
        handler.register(early);
        epoll.batch = () -> {
            epoll.tell(0);
            register(handle("late"));
            epoll.tell(1); // was meant for whoever had the number before
        };
        handler.run(null);
        assertThat(heard).containsExactly("early");
        epoll.batch = () -> epoll.tell(1);
        handler.run(null);
        assertThat(heard).containsExactly("early", "late");
    }

    @Test
    void noEmptySetIsEverSubmitted() throws Exception {
        IoRegistration registration = handler.register(handle("socket"));
        registration.submit(EpollIoOps.EPOLLIN);
        handler.run(null);
        registration.submit(EpollIoOps.NONE);
        handler.run(null);
        assertThat(epoll.submitted).containsExactly(EpollIoOps.EPOLLIN, EpollIoOps.EPOLLERR.with(EpollIoOps.EPOLLET));
    }

    @Test
    void ofManyChangesTheLastIsSubmittedBeforeTheLoopListens() throws Exception {
        IoRegistration registration = handler.register(handle("socket"));
        assertThat(registration.submit(EpollIoOps.EPOLLOUT)).isEqualTo(EpollIoOps.EPOLLOUT.value());
        registration.submit(EpollIoOps.NONE);
        registration.submit(EpollIoOps.EPOLLIN);
        assertThat(epoll.submitted).isEmpty();
        epoll.batch = () -> {
            assertThat(epoll.submitted).containsExactly(EpollIoOps.EPOLLIN);
            registration.submit(EpollIoOps.NONE);
            registration.submit(EpollIoOps.EPOLLIN);
        };
        handler.run(null);
        epoll.batch = () -> registration.submit(EpollIoOps.EPOLLOUT);
        handler.run(null);
        epoll.batch = () -> assertThat(epoll.submitted).containsExactly(EpollIoOps.EPOLLIN, EpollIoOps.EPOLLOUT);
        handler.run(null);
    }

    @Test
    void nothingIsSubmittedForOneThatHasGone() throws Exception {
        IoRegistration cancelled = handler.register(handle("cancelled"));
        cancelled.submit(EpollIoOps.EPOLLIN);
        cancelled.cancel();
        handler.run(null);
        assertThat(epoll.submitted).isEmpty();
        IoRegistration ended = handler.register(handle("ended"));
        ended.submit(EpollIoOps.EPOLLIN);
        epoll.valid = false;
        assertThat(ended.submit(EpollIoOps.EPOLLOUT)).isEqualTo(-1);
        handler.run(null);
        assertThat(epoll.submitted).isEmpty();
    }

    /** The kernel may have no room for another socket to be watched; what escapes would end the loop with all that it has. */
    @Test
    void oneThatCannotBeWatchedIsClosedAndTheOthersAreWatched() throws Exception {
        IoRegistration first = handler.register(handle("first"));
        IoRegistration other = handler.register(handle("other"));
        IoRegistration third = handler.register(handle("third"));
        first.submit(EpollIoOps.EPOLLRDHUP);
        other.submit(EpollIoOps.EPOLLIN);
        epoll.refused = EpollIoOps.EPOLLRDHUP;
        whenClosed = () -> third.submit(EpollIoOps.EPOLLOUT);
        handler.run(null);
        assertThat(heard).containsExactly("first closed");
        assertThat(epoll.submitted).containsExactly(EpollIoOps.EPOLLIN, EpollIoOps.EPOLLOUT);
    }

    private void register(IoHandle handle) {
        try {
            handler.register(handle);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private IoHandle handle(String name) {
        return new EpollIoHandle() {
            @Override
            public FileDescriptor fd() {
                return new FileDescriptor(7);
            }

            @Override
            public void handle(IoRegistration registration, IoEvent event) {
                heard.add(name);
            }

            @Override
            public void close() {
                heard.add(name + " closed");
                whenClosed.run();
            }
        };
    }

    /** A handler that tells what a test wants it to. */
    private static final class Script implements IoHandler {

        private static final IoEvent EVENT = new IoEvent() {};

        private final List<IoHandle> handles = new ArrayList<>();
        private final List<IoOps> submitted = new ArrayList<>();
        private Runnable batch = () -> {};
        private boolean valid = true;
        private IoOps refused = EpollIoOps.NONE;

        void tell(int handle) {
            handles.get(handle).handle(new Registration(), EVENT);
        }

        @Override
        public IoRegistration register(IoHandle handle) {
            handles.add(handle);
            return new Registration();
        }

        @Override
        public int run(IoHandlerContext context) {
            batch.run();
            return 0;
        }

        @Override
        public void wakeup() {
            // it never sleeps
        }

        @Override
        public void prepareToDestroy() {
            // nothing is open
        }

        @Override
        public void destroy() {
            // nothing is open
        }

        @Override
        public boolean isCompatible(Class<? extends IoHandle> type) {
            return true;
        }

        private final class Registration implements IoRegistration {

            @Override
            @SuppressWarnings("TypeParameterUnusedInFormals") // Netty's signature
            public <T> T attachment() {
                throw new IllegalStateException("nobody asks");
            }

            @Override
            public long submit(IoOps ops) {
                if (ops.equals(refused)) {
                    throw new UncheckedIOException(new IOException("no space left on device"));
                }
                submitted.add(ops);
                return 0;
            }

            @Override
            public boolean isValid() {
                return valid;
            }

            @Override
            public boolean cancel() {
                return true;
            }
        }
    }

    private static final class Nobody implements ThreadAwareExecutor {

        @Override
        public boolean isExecutorThread(Thread thread) {
            return true;
        }

        @Override
        public void execute(Runnable command) {
            command.run();
        }
    }
}
