package dev.culvert.ui.endpoints;

import dev.culvert.gateway.ListeningPort;
import dev.culvert.gateway.ListeningPorts;
import dev.culvert.model.Ending;
import dev.culvert.model.Endpoint;
import dev.culvert.model.EndpointStatus;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.controls.AskDialog;
import dev.culvert.ui.controls.Suggestion;
import dev.culvert.ui.fx.FxThread;
import dev.culvert.ui.fx.View;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Opens the page's dialogs. */
final class EndpointDialogs {

    private final UiContext context;
    private final Consumer<EndpointStatus> made;
    private final Messages texts = Messages.of(EndpointDialogs.class);

    /**
     * The dialogs of one page.
     *
     * @param made is given an endpoint that was made or changed in a dialog
     */
    EndpointDialogs(UiContext context, Consumer<EndpointStatus> made) {
        this.context = context;
        this.made = made;
    }

    void create() {
        open(FormViewModel.create(context.gateway(), FxThread.INSTANCE), texts.get("form.title.new"));
    }

    void edit(Endpoint endpoint) {
        open(
                FormViewModel.edit(context.gateway(), FxThread.INSTANCE, endpoint),
                texts.get("form.title.edit", endpoint.name()));
    }

    void duplicate(Endpoint original) {
        open(
                FormViewModel.duplicate(context.gateway(), FxThread.INSTANCE, original),
                texts.get("form.title.duplicate", original.name()));
    }

    private void open(FormViewModel model, String title) {
        Runnable close = context.modal()::close;
        View<EndpointFormController> view = View.load(
                EndpointFormController.class,
                () -> new EndpointFormController(
                        model,
                        title,
                        status -> {
                            close.run();
                            made.accept(status);
                        },
                        close));
        context.modal().show(view.root(), () -> {});
        view.controller().focus();
        FxThread.INSTANCE.deliver(
                CompletableFuture.supplyAsync(() -> new ListeningPorts().all(), context.background()),
                (ports, problem) -> {
                    if (ports != null) {
                        view.controller().suggest(suggestions(ports));
                    }
                });
    }

    private List<Suggestion> suggestions(List<ListeningPort> ports) {
        return ports.stream()
                .map(port -> new Suggestion("localhost:" + port.port(), listener(port)))
                .toList();
    }

    private String listener(ListeningPort port) {
        String service = Preset.of(port.port())
                .map(preset -> texts.get(preset.key()) + " · ")
                .orElse("");
        return service
                + (port.process().isEmpty()
                        ? texts.get("form.listening.unknown")
                        : texts.get("form.listening", port.process(), Integer.toString(port.pid())));
    }

    /** Asks what shall become of open connections, and goes on with the answer if there is one. */
    void askBeforeStop(String name, int open, Consumer<Ending> goOn) {
        var question = new AskDialog(texts.get("stop.title", name), texts.get("stop.sentence", open));
        question.setId("stop-dialog");
        Runnable close = context.modal()::close;
        question.answer(texts.get("stop.cancel"), close);
        question.answer(texts.get("stop.close"), () -> {
                    close.run();
                    goOn.accept(Ending.CLOSE);
                })
                .getStyleClass()
                .add("danger");
        question.answer(texts.get("stop.drain"), () -> {
                    close.run();
                    goOn.accept(Ending.DRAIN);
                })
                .getStyleClass()
                .add("accent");
        context.modal().show(question, () -> {});
    }
}
