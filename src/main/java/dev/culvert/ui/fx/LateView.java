package dev.culvert.ui.fx;

import java.util.function.Supplier;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/**
 * A view that is loaded when it is first needed, so that what nobody looks at keeps no window waiting. On the JavaFX thread.
 *
 * @param <C> what drives it
 */
public final class LateView<C> {

    private final Supplier<View<C>> load;
    private @Nullable View<C> view;

    /** Nothing is loaded yet. */
    public LateView(Class<C> type, Supplier<? extends C> maker) {
        this(() -> View.load(type, maker));
    }

    LateView(Supplier<View<C>> load) {
        this.load = load;
    }

    private View<C> view() {
        View<C> loaded = view;
        if (loaded == null) {
            loaded = load.get();
            view = loaded;
        }
        return loaded;
    }

    /** The loaded nodes. */
    public Parent root() {
        return view().root();
    }

    /** What drives them. */
    public C controller() {
        return view().controller();
    }
}
