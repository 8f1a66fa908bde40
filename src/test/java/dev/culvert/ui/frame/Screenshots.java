package dev.culvert.ui.frame;

import dev.culvert.engine.FakeConnection;
import dev.culvert.engine.ListenResult;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointStatus;
import dev.culvert.ui.TestDesktop;
import dev.culvert.ui.common.Appearance;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/** Opens the window with a few endpoints and saves what it looks like, for people to look at: the folder is the argument. */
@SuppressWarnings("NullAway.Init")
final class Screenshots {

    private final Path folder;
    private final TestDesktop desktop;
    private MainWindow window;
    private Stage stage;

    public static void main(String[] args) throws IOException {
        var screenshots = new Screenshots(Files.createDirectories(Path.of(args[0])));
        Platform.startup(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, problem) -> {
                problem.printStackTrace();
                System.exit(1);
            });
            Platform.runLater(screenshots::start);
        });
    }

    private Screenshots(Path folder) throws IOException {
        this.folder = folder;
        this.desktop = new TestDesktop(Files.createTempDirectory("culvert-screens"));
    }

    private void start() {
        desktop.settings().put(Appearance.SETTING, "light");
        stage = new Stage();
        window = MainWindow.open(
                stage,
                desktop.gateway(),
                desktop.pulse(),
                desktop.background(),
                desktop.settings(),
                desktop.installation());
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory())
                .execute(this::walk);
    }

    private void walk() {
        try {
            save("1-empty-light");
            fill();
            pause(6);
            save("2-filled-light");
            fx(() -> table().getSelectionModel().clearAndSelect(2));
            pause(1);
            save("3-failed-light");
            fx(() -> table().getSelectionModel().clearAndSelect(4));
            pause(1);
            save("4-policy-light");
            fx(() -> table().getSelectionModel().clearAndSelect(0));
            press(KeyCode.N);
            pause(1);
            save("5-dialog-light");
            click("#submit");
            pause(1);
            save("6-dialog-errors-light");
            click("#preset-POSTGRESQL");
            click("#choosePort");
            fx(() -> ((TextField) scene().lookup("#port")).setText("5432a"));
            pause(1);
            save("7-dialog-preset-light");
            type(KeyCode.ESCAPE);
            press(KeyCode.K);
            pause(1);
            save("8-palette-light");
            type(KeyCode.ESCAPE);
            fx(() -> table().getSelectionModel().clearAndSelect(3));
            fx(() -> table().requestFocus());
            type(KeyCode.DELETE);
            pause(1);
            save("9-toast-light");
            fx(() -> table().getSelectionModel().clearAndSelect(0));
            type(KeyCode.ENTER);
            pause(1);
            save("a-edit-light");
            type(KeyCode.ESCAPE);
            type(KeyCode.SPACE);
            pause(1);
            save("b-stop-light");
            type(KeyCode.ESCAPE);
            press(KeyCode.N);
            fx(() -> ((TitledPane) scene().lookup("#advanced")).setExpanded(true));
            pause(1);
            save("6-dialog-advanced-light");
            type(KeyCode.ESCAPE);
            press(KeyCode.DIGIT2);
            pause(1);
            save("d-connections-light");
            press(KeyCode.DIGIT3);
            pause(1);
            save("f-addresses-light");
            press(KeyCode.DIGIT4);
            pause(1);
            save("g-history-light");
            press(KeyCode.DIGIT5);
            pause(1);
            save("e-settings-light");
            press(KeyCode.DIGIT1);
            dark();
            pause(1);
            save("2-filled-dark");
            fx(() -> table().getSelectionModel().clearAndSelect(2));
            pause(1);
            save("3-failed-dark");
            press(KeyCode.N);
            click("#preset-SSH");
            pause(1);
            save("5-dialog-dark");
            type(KeyCode.ESCAPE);
            press(KeyCode.K);
            pause(1);
            save("8-palette-dark");
            type(KeyCode.ESCAPE);
            fx(() -> {
                stage.setWidth(900);
                stage.setHeight(600);
            });
            pause(1);
            save("c-small-dark");
            press(KeyCode.N);
            pause(1);
            save("c-small-dialog-dark");
            type(KeyCode.ESCAPE);
            press(KeyCode.DIGIT2);
            pause(1);
            save("c-small-connections-dark");
        } finally {
            fx(() -> {
                window.close();
                desktop.close();
            });
            Platform.exit();
        }
    }

    private void fill() {
        EndpointStatus web = desktop.endpoint("orders-db", 15432, "localhost:5432");
        EndpointStatus ssh = desktop.endpoint("build-server ssh", 20022, "build.internal:22");
        desktop.engine().occupy(13306, ListenResult.Cause.PORT_IN_USE);
        desktop.endpoint("mysql-staging", 13306, "localhost:3306");
        desktop.endpoint("minecraft", 25566, "localhost:25565");
        desktop.gateway()
                .create(
                        TestDesktop.draft("metrics", 21234, "10.0.4.12:9090")
                                .with(EndpointField.DESCRIPTION, "Prometheus of the plant in Gdańsk")
                                .with(
                                        EndpointField.TRAFFIC_POLICY,
                                        "on_tcp_connect:\n  - actions: [{type: restrict-ips, config: {allow: [10.0.0.0/8]}}]\n"),
                        false)
                .join();
        desktop.gateway()
                .create(
                        TestDesktop.draft("old-vnc", 25900, "localhost:5900").with(EndpointField.ENABLED, "false"),
                        false)
                .join();
        var first = desktop.engine().add(FakeConnection.to(web, 50001));
        var second = desktop.engine().add(FakeConnection.to(web, 50002));
        var third = desktop.engine().add(FakeConnection.to(ssh, 50003));
        var random = new Random(7);
        var unused = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().factory())
                .scheduleAtFixedRate(
                        () -> {
                            double wave = 1.2 + Math.sin(System.nanoTime() / 1e9);
                            first.move((long) (wave * random.nextInt(40_000)), (long) (wave * random.nextInt(900_000)));
                            second.move(random.nextInt(900), random.nextInt(900));
                            third.move(random.nextInt(2_000), random.nextInt(30_000));
                        },
                        100,
                        100,
                        TimeUnit.MILLISECONDS);
    }

    private void dark() {
        desktop.settings().put(Appearance.SETTING, "dark");
        fx(() -> {
            window.close();
            stage = new Stage();
            window = MainWindow.open(
                    stage,
                    desktop.gateway(),
                    desktop.pulse(),
                    desktop.background(),
                    desktop.settings(),
                    desktop.installation());
        });
        pause(3);
    }

    private Scene scene() {
        return stage.getScene();
    }

    private TableView<?> table() {
        return (TableView<?>) scene().lookup("#table");
    }

    private void click(String id) {
        fx(() -> ((ButtonBase) scene().lookup(id)).fire());
    }

    private void press(KeyCode letter) {
        fx(() -> {
            var robot = new Robot();
            robot.keyPress(KeyCode.CONTROL);
            robot.keyType(letter);
            robot.keyRelease(KeyCode.CONTROL);
        });
        pause(0.3);
    }

    private void type(KeyCode code) {
        fx(() -> new Robot().keyType(code));
        pause(0.3);
    }

    private void save(String name) {
        fx(() -> {
            Node root = scene().getRoot();
            root.applyCss();
            WritableImage image = scene().snapshot(null);
            int width = (int) image.getWidth();
            int height = (int) image.getHeight();
            var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            for (int x = 0; x < width; x++) {
                for (int y = 0; y < height; y++) {
                    picture.setRGB(x, y, image.getPixelReader().getArgb(x, y));
                }
            }
            try {
                ImageIO.write(picture, "png", folder.resolve(name + ".png").toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void fx(Runnable task) {
        var done = new CompletableFuture<Void>();
        Platform.runLater(() -> {
            try {
                task.run();
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        done.join();
    }

    private static void pause(double seconds) {
        try {
            TimeUnit.MILLISECONDS.sleep((long) (seconds * 1000));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
