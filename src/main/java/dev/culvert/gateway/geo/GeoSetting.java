package dev.culvert.gateway.geo;

import dev.culvert.model.InvalidValue;
import dev.culvert.store.SettingTable;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Which databases of places the user chose; kept over restarts. Waits for the disk. */
public final class GeoSetting {

    private static final String NAME = "geo.databases";

    private final SettingTable settings;
    private final GeoDatabase database;

    /** The choice for a database, which is not used until {@link #load()}. */
    public GeoSetting(SettingTable settings, GeoDatabase database) {
        this.settings = settings;
        this.database = database;
    }

    /** Uses what was chosen, as far as it can be read. */
    public void load() {
        database.useReadable(settings.get(NAME).stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .map(Path::of)
                .toList());
    }

    /**
     * Uses these files from now on and after restarts; none switches the databases off.
     *
     * @throws InvalidValue if one of them cannot be read; nothing has changed then
     */
    public void choose(List<Path> files) {
        List<Path> whole = files.stream().map(Path::toAbsolutePath).toList();
        database.use(whole);
        settings.put(NAME, whole.stream().map(Path::toString).collect(Collectors.joining("\n")));
    }

    /** What is used, and what cannot be. */
    public List<GeoDatabase.Source> sources() {
        return database.sources();
    }
}
