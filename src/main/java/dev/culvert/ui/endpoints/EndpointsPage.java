package dev.culvert.ui.endpoints;

import dev.culvert.model.EndpointId;
import dev.culvert.model.EndpointStatus;
import dev.culvert.ui.common.Command;
import dev.culvert.ui.common.ConnectionsOf;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.Page;
import dev.culvert.ui.common.PolicyOf;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.fx.FxThread;
import dev.culvert.ui.fx.View;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Parent;

/** The endpoints, for the frame. */
public final class EndpointsPage implements Page {

    private final UiContext context;
    private final View<EndpointsController> view;
    private final Messages texts = Messages.of(EndpointsPage.class);

    private EndpointsPage(UiContext context, ConnectionsOf connections, PolicyOf policy) {
        this.context = context;
        var model = new EndpointsViewModel(context.gateway(), context.notices(), FxThread.INSTANCE, System::nanoTime);
        var details = new DetailsViewModel(context.gateway(), context.clock());
        view = View.load(
                EndpointsController.class,
                () -> new EndpointsController(
                        context,
                        model,
                        details,
                        (of, expanded, actions, again) -> View.load(
                                DetailsController.class,
                                () -> new DetailsController(
                                        of,
                                        new DetailsController.Tabs(connections, policy, expanded),
                                        actions,
                                        again))));
    }

    /**
     * The page.
     *
     * @param connections shows the open connections of an endpoint in its details
     * @param policy edits the traffic policy of an endpoint in its details
     */
    public static EndpointsPage of(UiContext context, ConnectionsOf connections, PolicyOf policy) {
        return new EndpointsPage(context, connections, policy);
    }

    /** Opens the dialog for a new endpoint. */
    public void create() {
        view.controller().create();
    }

    /** Selects an endpoint, now or as soon as it is there. */
    public void select(EndpointId id) {
        view.controller().select(id);
    }

    @Override
    public String title() {
        return texts.get("title");
    }

    @Override
    public String icon() {
        return "fth-share-2";
    }

    @Override
    public String count() {
        int count = context.gateway().endpoints().size();
        return count == 0 ? "" : Integer.toString(count);
    }

    @Override
    public Parent root() {
        return view.root();
    }

    @Override
    public void shown() {
        view.controller().shown();
    }

    @Override
    public void hidden() {
        view.controller().hidden();
    }

    @Override
    public void focusSearch() {
        view.controller().focusSearch();
    }

    @Override
    public List<Command> commands() {
        EndpointsController page = view.controller();
        List<Command> commands = new ArrayList<>();
        commands.add(new Command(texts.get("new"), "Ctrl+N", "fth-plus", page::create));
        commands.add(new Command(texts.get("command.edit"), "Enter", "fth-edit-2", page::edit));
        commands.add(new Command(texts.get("command.policy"), "", "fth-shield", page::showPolicy));
        commands.add(new Command(texts.get("command.switch"), "Space", "fth-power", page::toggle));
        commands.add(new Command(texts.get("command.duplicate"), "Ctrl+D", "fth-layers", page::duplicate));
        commands.add(new Command(texts.get("command.copy"), "", "fth-copy", page::copyUrl));
        commands.add(new Command(texts.get("command.delete"), "Del", "fth-trash-2", page::delete));
        for (EndpointStatus status : context.gateway().endpoints()) {
            commands.add(new Command(
                    status.endpoint().name(),
                    status.endpoint().url().toString(),
                    "fth-share-2",
                    () -> page.select(status.id())));
        }
        return List.copyOf(commands);
    }
}
