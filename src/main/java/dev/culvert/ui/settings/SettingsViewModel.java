package dev.culvert.ui.settings;

import dev.culvert.gateway.Gateway;
import dev.culvert.store.Store;
import dev.culvert.ui.common.Appearance.Choice;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.UiContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What the settings page shows. Figures that wait for the disk come after {@link #refresh()}. */
final class SettingsViewModel {

    /** What stands in place of the key while it is hidden; says nothing of its length. */
    static final String HIDDEN = "•".repeat(24);

    private static final String KEY_FILE = "api.key";

    private final UiContext context;
    private final Executor ui;
    private final Messages texts = Messages.of(SettingsViewModel.class);

    private final ObjectProperty<Choice> appearance = new SimpleObjectProperty<>(this, "appearance");
    private final BooleanProperty keyShown = new SimpleBooleanProperty(this, "keyShown");
    private final ReadOnlyStringWrapper key = new ReadOnlyStringWrapper(this, "key", HIDDEN);
    private final ReadOnlyStringWrapper kept = new ReadOnlyStringWrapper(this, "kept", "");
    private final ReadOnlyStringWrapper keyFile = new ReadOnlyStringWrapper(this, "keyFile", "");

    /**
     * Knows what waits for nothing.
     *
     * @param ui takes what was read in the background
     */
    SettingsViewModel(UiContext context, Executor ui) {
        this.context = context;
        this.ui = ui;
        var chosen = context.appearance();
        chosen.choice().subscribe(appearance::set);
        appearance.subscribe((old, now) -> {
            if (now != chosen.choice().get()) {
                chosen.choose(now);
            }
        });
        keyShown.subscribe(shown -> {
            String text = HIDDEN;
            if (shown) {
                text = apiKey();
            }
            key.set(text);
        });
    }

    /** Counts the history and looks for the key's file again; the answers come later. */
    void refresh() {
        Gateway gateway = context.gateway();
        Path file = dataDirectory().resolve(KEY_FILE);
        var unused = CompletableFuture.supplyAsync(() -> gateway.history().count(), context.background())
                .whenCompleteAsync(
                        (count, problem) -> kept.set(
                                problem == null ? texts.get("history.kept", count) : texts.get("history.unreadable")),
                        ui);
        var unusedToo = CompletableFuture.supplyAsync(() -> Files.isRegularFile(file), context.background())
                .thenAcceptAsync(exists -> keyFile.set(exists ? file.toString() : ""), ui);
    }

    /** Hides what must not stay in sight. */
    void leave() {
        keyShown.set(false);
    }

    /** The chosen appearance; changing it chooses. */
    ObjectProperty<Choice> appearanceProperty() {
        return appearance;
    }

    /** Whether the key is in sight. */
    BooleanProperty keyShownProperty() {
        return keyShown;
    }

    /** The key, or what stands in its place. */
    ReadOnlyStringProperty keyProperty() {
        return key.getReadOnlyProperty();
    }

    /** How many connections the history has, as a sentence; empty until it is known. */
    ReadOnlyStringProperty keptProperty() {
        return kept.getReadOnlyProperty();
    }

    /** The file that programs read the key from; empty if there is none. */
    ReadOnlyStringProperty keyFileProperty() {
        return keyFile.getReadOnlyProperty();
    }

    /** The API's key itself. */
    String apiKey() {
        return context.installation().apiKey().get();
    }

    /** Where the API listens. */
    String apiAddress() {
        return context.installation().api().toString();
    }

    /** Where everything is kept. */
    Path dataDirectory() {
        return context.installation().dataDirectory();
    }

    /** The file of the history and the endpoints. */
    Path database() {
        return dataDirectory().resolve(Store.FILE_NAME);
    }

    /** Culvert's version. */
    String version() {
        return context.installation().version();
    }

    /** Java's version and maker. */
    String java() {
        return System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor");
    }

    /** JavaFX's version. */
    String javaFx() {
        return System.getProperty("javafx.runtime.version", texts.get("about.unknown"));
    }

    /** How bytes are moved here. */
    String engine() {
        return context.gateway().engineDescription();
    }
}
