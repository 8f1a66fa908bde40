package dev.culvert.ui.connections;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.culvert.model.CloseReason;
import dev.culvert.model.ClosedConnection;
import dev.culvert.model.ConnectionState;
import dev.culvert.model.EndpointId;
import dev.culvert.ui.common.Page;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.controls.Theme;
import dev.culvert.ui.settings.SettingsPage;
import dev.culvert.ui.staged.House;
import dev.culvert.ui.staged.StagedConnection;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/** Takes pictures of the pages with realistic traffic, to be looked at: {@code Showcase FOLDER}. */
final class Showcase {

    private static final String[][] SERVICES = {
        {"postgres", "15432", "127.0.0.1:5432"},
        {"ssh", "10022", "localhost:22"},
        {"redis-cache", "16379", "10.1.0.4:6379"},
        {"mqtt", "11883", "broker.lan:1883"}
    };

    private final Path folder;
    private final Random random = new Random(7);
    private final House house;
    private final List<StagedConnection> busy = new ArrayList<>();

    private Showcase(Path folder) throws IOException {
        this.folder = folder;
        Path data = Files.createDirectories(folder.resolve("data-" + System.nanoTime()));
        Files.writeString(data.resolve("api.key"), "ak_showcase");
        this.house = new House(data, Clock.system(ZoneId.systemDefault()));
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        var started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Platform.setImplicitExit(false);
        var showcase = new Showcase(folder);
        for (String theme : List.of("light", "dark")) {
            for (int[] size : new int[][] {{1100, 764}, {720, 564}}) {
                showcase.take(theme, size[0], size[1]);
            }
        }
        showcase.house.tearDown();
        Platform.exit();
    }

    private void take(String theme, int width, int height) throws Exception {
        String suffix = "-" + theme + "-" + width + ".png";
        UiContext context = house.context();
        Stage[] stage = new Stage[1];
        ConnectionsPage[] pages = new ConnectionsPage[1];
        run(() -> {
            Application.setUserAgentStylesheet(
                    theme.equals("light")
                            ? new PrimerLight().getUserAgentStylesheet()
                            : new PrimerDark().getUserAgentStylesheet());
            pages[0] = ConnectionsPage.of(context);
            stage[0] = show(pages[0], width, height);
        });
        ConnectionsPage page = pages[0];
        if (house.gateway().endpoints().isEmpty()) {
            settle(600);
            shot(stage[0], "open-empty" + suffix);
            traffic();
        }
        for (int i = 0; i < 8; i++) {
            move();
            settle(250);
        }
        house.open(house.gateway().endpoints().getFirst().id(), "postgres", "192.168.1.23", 51999)
                .move(900, 12_000);
        settle(400);
        shot(stage[0], "open" + suffix);
        run(() -> {
            TableView<?> table = table(page, "#open-connections");
            table.getSelectionModel().selectIndices(2, 4);
        });
        move();
        settle(400);
        shot(stage[0], "selected" + suffix);
        run(() -> {
            TableView<?> table = table(page, "#open-connections");
            table.getSelectionModel().clearAndSelect(3);
            pressEnter(table);
        });
        settle(400);
        shot(stage[0], "drawer" + suffix);
        run(() -> ((ToggleButton) page.root().lookup("#pause")).setSelected(true));
        settle(300);
        shot(stage[0], "paused" + suffix);
        run(() -> {
            ((ToggleButton) page.root().lookup("#pause")).setSelected(false);
            ((TextField) page.root().lookup(".search-field")).setText("192.168.77");
        });
        settle(500);
        shot(stage[0], "nomatch" + suffix);
        run(() -> {
            ((TextField) page.root().lookup(".search-field")).setText("");
            ((ToggleButton) page.root().lookup("#segment-closed")).fire();
        });
        settle(900);
        shot(stage[0], "closed" + suffix);
        run(() -> {
            TableView<?> table = table(page, "#closed-connections");
            table.getSelectionModel().clearAndSelect(5);
            pressEnter(table);
        });
        settle(400);
        shot(stage[0], "closed-drawer" + suffix);
        run(() -> {
            page.hidden();
            stage[0].close();
            stage[0] = show(SettingsPage.of(context), width, height);
        });
        settle(500);
        shot(stage[0], "settings" + suffix);
        run(() -> stage[0].close());
        run(() -> {
            var narrow = EndpointConnections.of(
                    context, house.gateway().endpoints().getFirst().id());
            var root = new StackPane(narrow);
            root.getStyleClass().add("page");
            var scene = new Scene(root, 400, height);
            Theme.dress(scene);
            stage[0].close();
            stage[0] = new Stage();
            stage[0].setScene(scene);
            stage[0].show();
        });
        settle(800);
        shot(stage[0], "endpoint" + suffix);
        run(() -> stage[0].close());
    }

    private static void pressEnter(TableView<?> table) {
        Event.fireEvent(table, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
    }

    private static TableView<?> table(Page page, String id) {
        return (TableView<?>) page.root().lookup(id);
    }

    private static Stage show(Page page, int width, int height) {
        var scene = new Scene(page.root(), width, height);
        Theme.dress(scene);
        var stage = new Stage();
        stage.setScene(scene);
        stage.show();
        page.shown();
        return stage;
    }

    private void traffic() throws Exception {
        List<EndpointId> ids = new ArrayList<>();
        for (String[] service : SERVICES) {
            ids.add(house.endpoint(service[0], Integer.parseInt(service[1])));
        }
        List<ClosedConnection> ended = new ArrayList<>();
        CloseReason[] reasons = CloseReason.values();
        for (int i = 0; i < 2_400; i++) {
            int s = random.nextInt(SERVICES.length);
            var began = Instant.now().minusSeconds(90_000 - i * 37L);
            CloseReason reason =
                    random.nextInt(5) == 0 ? reasons[random.nextInt(reasons.length)] : CloseReason.CLIENT_CLOSED;
            String error = switch (reason) {
                case UPSTREAM_REFUSED -> "Connection refused: /127.0.0.1:5432";
                case CLIENT_RESET, UPSTREAM_RESET -> "recvAddress(..) failed: Connection reset by peer";
                default -> null;
            };
            var connection = new StagedConnection(
                    Clock.systemUTC(),
                    10 + i,
                    ids.get(s),
                    SERVICES[s][0],
                    client(i),
                    40_000 + i,
                    SERVICES[s][2],
                    began);
            if (reason != CloseReason.UPSTREAM_REFUSED) {
                connection.move(amount(), amount());
            }
            ended.add(connection.closed(reason, began.plusMillis(random.nextInt(400_000)), error));
        }
        house.keep(ended);
        house.skipIds(10_000);
        for (int i = 0; i < 34; i++) {
            int s = random.nextInt(SERVICES.length);
            var connection = house.open(ids.get(s), SERVICES[s][0], client(i), 50_000 + i * 3, SERVICES[s][2], ago(i));
            connection.move(amount(), amount());
            if (i % 3 == 0) {
                busy.add(connection);
            } else {
                connection.restSince(Instant.now().minusSeconds(random.nextInt(290)));
            }
            if (i == 30) {
                connection.become(ConnectionState.HALF_CLOSED);
            }
            if (i == 33) {
                connection.become(ConnectionState.CONNECTING);
            }
            if (i == 32) {
                connection.become(ConnectionState.CLOSING);
            }
        }
    }

    private Duration ago(int i) {
        return Duration.ofMillis((long) (Math.pow(1.6, 34 - i) * 900));
    }

    private String client(int i) {
        return i % 11 == 5 ? "2001:db8:0:0:0:0:4a:" + Integer.toHexString(i + 16) : "192.168.1." + (20 + i % 17);
    }

    private long amount() {
        return (long) Math.exp(random.nextDouble() * 19 + 3);
    }

    private void move() {
        for (StagedConnection connection : busy) {
            connection.move(random.nextInt(400_000), random.nextInt(4_000_000));
        }
    }

    private static void settle(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    private static void run(Runnable task) throws InterruptedException {
        var done = new CountDownLatch(1);
        Platform.runLater(() -> {
            try {
                task.run();
            } finally {
                done.countDown();
            }
        });
        done.await();
    }

    private void shot(Stage stage, String name) throws Exception {
        run(() -> {
            WritableImage image = stage.getScene().snapshot(null);
            int width = (int) image.getWidth();
            int height = (int) image.getHeight();
            var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    picture.setRGB(x, y, image.getPixelReader().getArgb(x, y));
                }
            }
            try {
                ImageIO.write(picture, "png", folder.resolve(name).toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
