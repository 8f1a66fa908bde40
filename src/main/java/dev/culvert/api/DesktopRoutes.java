package dev.culvert.api;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/desktop/show}: what a second start of the desktop asks the first for. */
final class DesktopRoutes implements RouteGroup {

    private static final Logger log = LoggerFactory.getLogger(DesktopRoutes.class);

    private final AtomicReference<@Nullable Runnable> window;

    DesktopRoutes(AtomicReference<@Nullable Runnable> window) {
        this.window = window;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.post("/api/desktop/show", "showDesktop", this::show)
                .says("Brings the desktop's window to the front.")
                .answersNothing()
                .fails(404, "ERR_CULVERT_404"));
    }

    private Answer show(Call call) {
        Runnable show = window.get();
        if (show == null) {
            throw ApiError.own(404, "This Culvert runs without a window.");
        }
        log.info("A second start of the desktop asked for this one's window.");
        show.run();
        return Answer.nothing();
    }
}
