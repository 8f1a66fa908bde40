package dev.culvert.ui.addresses;

import dev.culvert.model.EndpointId;
import dev.culvert.ui.common.Command;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.common.Page;
import dev.culvert.ui.common.UiContext;
import dev.culvert.ui.fx.FxThread;
import dev.culvert.ui.fx.LateView;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Parent;

/** The TCP addresses, for the frame. */
public final class AddressesPage implements Page {

    private final UiContext context;
    private final LateView<AddressesController> view;
    private final Messages texts = Messages.of(AddressesPage.class);

    private AddressesPage(UiContext context, Consumer<EndpointId> open) {
        this.context = context;
        var model =
                new AddressesViewModel(context.gateway(), context.notices(), FxThread.INSTANCE, context.background());
        view = new LateView<>(AddressesController.class, () -> new AddressesController(context, model, open));
    }

    /**
     * The page.
     *
     * @param open shows an endpoint on its own page
     */
    public static AddressesPage of(UiContext context, Consumer<EndpointId> open) {
        return new AddressesPage(context, open);
    }

    @Override
    public String title() {
        return texts.get("title");
    }

    @Override
    public String icon() {
        return "fth-map-pin";
    }

    @Override
    public String count() {
        int count = context.gateway().addresses().all().size();
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
        AddressesController page = view.controller();
        return List.of(
                new Command(texts.get("form.reserve"), "", "fth-map-pin", page::reserve),
                new Command(texts.get("command.describe"), "", "fth-edit-2", page::describe),
                new Command(texts.get("command.release"), "", "fth-trash-2", page::release),
                new Command(texts.get("ingress.add"), "", "fth-log-in", page::addIngress),
                new Command(texts.get("domain.add"), "", "fth-globe", page::addDomain));
    }
}
