package dev.culvert.policy.expression;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code user-agent} header says of its sender, as far as the usual browsers, programs and bots write it. Anybody may
 * write anything there, so it says nothing that one could rely on.
 *
 * @param name the browser or program
 * @param version its version
 * @param os the operating system
 * @param osVersion its version
 * @param device the device, where it is named
 * @param url the URL that a bot names
 * @param isMobile whether it is a telephone
 * @param isTablet whether it is a tablet
 * @param isBot whether it says that it is a bot
 */
record UserAgent(
        String name,
        String version,
        String os,
        String osVersion,
        String device,
        String url,
        boolean isMobile,
        boolean isTablet,
        boolean isBot) {

    private static final int LOOKED_AT = 1024;
    private static final Pattern PRODUCT = Pattern.compile("([A-Za-z][A-Za-z0-9 _.+-]{0,40}?)/([0-9][0-9A-Za-z.]*)");
    private static final Pattern BOT = Pattern.compile("(?i)bot\\b|bot/|crawler|spider|slurp|facebookexternalhit");
    private static final Pattern URL = Pattern.compile("https?://[^\\s;)]+");
    private static final Pattern ANDROID_DEVICE = Pattern.compile("Android[^;)]*; ([^;)]+?)(?: Build/[^;)]*)?[;)]");

    /** Products whose presence decides, those that call themselves by others' names too before these. */
    private static final List<String> BROWSERS = List.of(
            "Edg=Edge",
            "EdgA=Edge",
            "EdgiOS=Edge",
            "OPR=Opera",
            "SamsungBrowser=Samsung Browser",
            "YaBrowser=Yandex Browser",
            "Vivaldi=Vivaldi",
            "HeadlessChrome=Headless Chrome",
            "FxiOS=Firefox",
            "Firefox=Firefox",
            "CriOS=Chrome",
            "Chrome=Chrome",
            "Version=Safari");

    private static final List<Platform> SYSTEMS = List.of(
            new Platform("Windows Phone", Pattern.compile("Windows Phone(?: OS)? ?([0-9.]*)")),
            new Platform("Windows", Pattern.compile("Windows(?: NT)? ?([0-9.]*)")),
            new Platform("iOS", Pattern.compile("(?:iPhone|iPad|iPod).*? OS ([0-9_]+)")),
            new Platform("Android", Pattern.compile("Android ?([0-9.]*)")),
            new Platform("macOS", Pattern.compile("Mac OS X ?([0-9_.]*)")),
            new Platform("ChromeOS", Pattern.compile("CrOS \\S+ ([0-9.]+)")),
            new Platform("FreeBSD", Pattern.compile("FreeBSD ?([0-9.]*)")),
            new Platform("Linux", Pattern.compile("Linux()")));

    private record Platform(String name, Pattern pattern) {}

    /** Reads a header. */
    static UserAgent of(String header) {
        String text = header.length() > LOOKED_AT ? header.substring(0, LOOKED_AT) : header;
        boolean isBot = BOT.matcher(text).find();
        String os = "";
        String osVersion = "";
        for (Platform system : SYSTEMS) {
            Matcher matcher = system.pattern.matcher(text);
            if (os.isEmpty() && matcher.find()) {
                os = system.name;
                osVersion = matcher.group(1).replace('_', '.');
            }
        }
        String[] program = program(text, isBot);
        boolean isTablet =
                text.contains("iPad") || text.contains("Tablet") || (os.equals("Android") && !text.contains("Mobile"));
        boolean isMobile =
                !isTablet && (text.contains("Mobile") || text.contains("iPhone") || os.equals("Windows Phone"));
        return new UserAgent(
                program[0],
                program[1],
                os,
                osVersion,
                device(text, os),
                isBot ? first(URL, text, 0) : "",
                isMobile && !isBot,
                isTablet && !isBot,
                isBot);
    }

    /** Whether it is a desktop computer. */
    boolean isDesktop() {
        return List.of("Windows", "macOS", "Linux", "ChromeOS", "FreeBSD").contains(os)
                && !isMobile
                && !isTablet
                && !isBot;
    }

    private static String[] program(String text, boolean isBot) {
        String first = "";
        String firstVersion = "";
        Matcher matcher = PRODUCT.matcher(text);
        String[] best = {"", ""};
        int rank = BROWSERS.size();
        while (matcher.find()) {
            String product = matcher.group(1).strip();
            String word = product.substring(product.lastIndexOf(' ') + 1);
            if (isBot && BOT.matcher(word + "/").find()) {
                return new String[] {word, matcher.group(2)};
            }
            if (first.isEmpty() && !word.equals("Mozilla")) {
                first = word;
                firstVersion = matcher.group(2);
            }
            int known = rankOf(word);
            if (known < rank) {
                rank = known;
                String entry = BROWSERS.get(known);
                best = new String[] {entry.substring(entry.indexOf('=') + 1), matcher.group(2)};
            }
        }
        return rank < BROWSERS.size() ? best : new String[] {first, firstVersion};
    }

    private static int rankOf(String product) {
        for (int i = 0; i < BROWSERS.size(); i++) {
            if (BROWSERS.get(i).startsWith(product + "=")) {
                return i;
            }
        }
        return BROWSERS.size();
    }

    private static String device(String text, String os) {
        for (String device : List.of("iPhone", "iPad", "iPod")) {
            if (text.contains(device)) {
                return device;
            }
        }
        String named = os.equals("Android") ? first(ANDROID_DEVICE, text, 1) : "";
        return named.toLowerCase(Locale.ROOT).equals("mobile") || named.equals("K") ? "" : named;
    }

    private static String first(Pattern pattern, String text, int group) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(group) : "";
    }
}
