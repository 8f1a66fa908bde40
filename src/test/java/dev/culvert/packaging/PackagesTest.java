package dev.culvert.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the packages say of the program, held against the program's sources. */
final class PackagesTest {

    private static final Path LINUX = Path.of("packaging/linux");
    private static final Pattern POM_VERSION = Pattern.compile("(?m)^ {2}<version>([^<]+)</version>");

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(pattern + " in: " + text).isTrue();
        return matcher.group(1);
    }

    @Test
    void the_newest_release_of_the_metainfo_is_the_version_of_the_pom() throws IOException {
        String pom = found(POM_VERSION, Files.readString(Path.of("pom.xml")));
        String metainfo = Files.readString(LINUX.resolve("dev.culvert.Culvert.metainfo.xml"));
        assertThat(found(Pattern.compile("<release version=\"([^\"]+)\""), metainfo))
                .isEqualTo(pom.replace("-SNAPSHOT", ""));
    }

    @Test
    void the_man_page_and_the_launcher_know_every_verb() throws IOException {
        String page = Files.readString(LINUX.resolve("culvert.1"));
        String face = Files.readString(Path.of("src/main/java/dev/culvert/cli/CommandLineFace.java"));
        List<String> verbs = new ArrayList<>(List.of("completion"));
        Matcher verb = Pattern.compile("verbs\\.put\\(\\s*\"(\\w+)\"").matcher(face);
        while (verb.find()) {
            verbs.add(verb.group(1));
        }
        assertThat(verbs).contains("serve", "tcp", "config", "diagnose", "api", "policy", "bench");
        assertThat(verbs).allSatisfy(named -> assertThat(page).contains(".It Cm " + named + "\n"));
        String image = Files.readString(Path.of("packaging/image.sh"));
        String gateway = found(Pattern.compile("(?m)^ +(.*)\\) role=gateway"), image);
        assertThat(gateway.split(" \\| ")).containsAll(verbs);
    }

    @Test
    void every_file_of_the_packages_has_the_name_that_the_entry_and_the_icon_have() throws IOException {
        String entry = Files.readString(LINUX.resolve("dev.culvert.Culvert.desktop"));
        assertThat(entry).contains("Icon=dev.culvert.Culvert\n", "Exec=culvert\n");
        assertThat(Files.readString(LINUX.resolve("dev.culvert.Culvert.metainfo.xml")))
                .contains("<launchable type=\"desktop-id\">dev.culvert.Culvert.desktop</launchable>");
    }

    @Test
    void every_package_names_the_maker_that_the_pom_names() throws IOException {
        String maker =
                found(Pattern.compile("<organization>\\s*<name>([^<]+)</name>"), Files.readString(Path.of("pom.xml")));
        assertThat(Files.readString(LINUX.resolve("dev.culvert.Culvert.metainfo.xml")))
                .contains("<developer_name>" + maker + "</developer_name>");
        assertThat(Files.readString(LINUX.resolve("deb.sh"))).contains("Maintainer: $maker");
        assertThat(Files.readString(LINUX.resolve("rpm.sh"))).contains("Vendor: $maker");
    }

    /** The launcher of the sources and that of the packages run the program in the same way. */
    @Test
    void the_image_has_the_options_of_the_launcher() throws IOException {
        String launcher = Files.readString(Path.of("culvert"));
        String image = Files.readString(Path.of("packaging/image.sh"));
        List<String> options = Stream.of(
                        launcher.substring(launcher.lastIndexOf("exec ")).split("\\s+"))
                .filter(word -> word.startsWith("-X") || word.startsWith("--enable") || word.startsWith("--sun"))
                .toList();
        assertThat(options)
                .hasSizeGreaterThan(5)
                .allSatisfy(option -> assertThat(image).contains(option));
    }
}
