package dev.culvert.ui.settings;

import dev.culvert.gateway.Gateway;
import dev.culvert.gateway.geo.GeoDatabase;
import dev.culvert.store.Store;
import dev.culvert.ui.common.Appearance.Choice;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.Problems;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.controls.connection.RetentionViewModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
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
    private final RetentionViewModel retention;
    private final DesktopViewModel desktop;
    private final Messages texts = Messages.of(SettingsViewModel.class);

    private final ObjectProperty<Choice> appearance = new SimpleObjectProperty<>(this, "appearance");
    private final BooleanProperty keyShown = new SimpleBooleanProperty(this, "keyShown");
    private final ReadOnlyStringWrapper key = new ReadOnlyStringWrapper(this, "key", HIDDEN);
    private final ReadOnlyIntegerWrapper renewals = new ReadOnlyIntegerWrapper(this, "renewals");
    private final ReadOnlyStringWrapper kept = new ReadOnlyStringWrapper(this, "kept", "");
    private final ReadOnlyStringWrapper geo = new ReadOnlyStringWrapper(this, "geo", "");
    private final ReadOnlyBooleanWrapper hasGeo = new ReadOnlyBooleanWrapper(this, "hasGeo");
    private final ReadOnlyStringWrapper keyFile = new ReadOnlyStringWrapper(this, "keyFile", "");

    /**
     * Knows what waits for nothing.
     *
     * @param ui takes what was read in the background
     */
    SettingsViewModel(UiContext context, Executor ui) {
        this.context = context;
        this.ui = ui;
        this.retention = new RetentionViewModel(context, ui);
        this.desktop = new DesktopViewModel(context, ui);
        var chosen = context.appearance();
        chosen.choice().subscribe(appearance::set);
        appearance.subscribe((old, now) -> {
            if (now != chosen.choice().get()) {
                chosen.choose(now);
            }
        });
        keyShown.subscribe(shown -> tellKey());
    }

    private void tellKey() {
        key.set(keyShown.get() ? apiKey() : HIDDEN);
    }

    /** Makes another key in place of the present one; the answer comes later, as a notice. */
    void renewKey() {
        var unused = CompletableFuture.runAsync(context.installation().renewKey(), context.background())
                .whenCompleteAsync(
                        (done, problem) -> {
                            if (problem == null) {
                                renewals.set(renewals.get() + 1);
                                tellKey();
                                context.notices().done(texts.get("renew.done"));
                            } else {
                                context.notices().problem(Problems.sentence(problem));
                            }
                        },
                        ui);
    }

    /** How often the key was renewed here; it is another one after each change. */
    ReadOnlyIntegerProperty renewalsProperty() {
        return renewals.getReadOnlyProperty();
    }

    /** Counts the history and looks for the key's file again; the answers come later. */
    void refresh() {
        tellGeo();
        retention.refresh();
        desktop.refresh();
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

    private void tellGeo() {
        List<GeoDatabase.Source> sources = context.gateway().geo().sources();
        hasGeo.set(!sources.isEmpty());
        geo.set(
                sources.isEmpty()
                        ? texts.get("geo.none")
                        : sources.stream().map(this::geo).collect(Collectors.joining("\n")));
    }

    private String geo(GeoDatabase.Source source) {
        return source.problem().isEmpty()
                ? texts.get(
                        "geo.used", source.type(), LocalDate.ofInstant(source.builtAt(), ZoneOffset.UTC), source.file())
                : source.problem();
    }

    /** Uses other databases of places; none for an empty list. What cannot be read is said in a notice. */
    void chooseGeo(List<Path> files) {
        var unused = CompletableFuture.runAsync(() -> context.gateway().geo().choose(files), context.background())
                .whenCompleteAsync(
                        (done, problem) -> {
                            if (problem != null) {
                                context.notices().problem(Problems.sentence(problem));
                            }
                            tellGeo();
                        },
                        ui);
    }

    /** Which databases of places are used, a line each. */
    ReadOnlyStringProperty geoProperty() {
        return geo.getReadOnlyProperty();
    }

    /** Whether there is one. */
    ReadOnlyBooleanProperty hasGeoProperty() {
        return hasGeo.getReadOnlyProperty();
    }

    /** For how long ended connections are kept. */
    RetentionViewModel retention() {
        return retention;
    }

    /** How the program behaves on the desktop. */
    DesktopViewModel desktop() {
        return desktop;
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
