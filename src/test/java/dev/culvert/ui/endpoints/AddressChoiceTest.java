package dev.culvert.ui.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.engine.Traffic;
import dev.culvert.gateway.IngressDraft;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.Ingress;
import dev.culvert.model.TcpAddress;
import dev.culvert.model.UpstreamHealth;
import dev.culvert.ui.TestDesktop;
import dev.culvert.ui.common.Messages;
import dev.culvert.ui.endpoints.AddressForm.PortFrom;
import dev.culvert.ui.endpoints.AddressForm.Reach;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where an endpoint's address comes from: any free port, a reserved one, or the user; and on which ingress. */
@SuppressWarnings("NullAway.Init")
final class AddressChoiceTest {

    @TempDir
    Path directory;

    private final List<EndpointStatus> made = new CopyOnWriteArrayList<>();
    private TestDesktop desktop;

    @BeforeEach
    void open() {
        desktop = new TestDesktop(directory);
    }

    @AfterEach
    void close() {
        desktop.close();
    }

    @Test
    void any_free_port_is_not_reserved_and_a_chosen_one_is() {
        FormViewModel any = create();
        await().until(() -> !any.address().waitsForPort());
        String url = any.address().url().get();
        any.submit(made::add);
        await().until(() -> made.size() == 1);
        assertThat(made.getFirst().endpoint().url()).hasToString(url);
        assertThat(desktop.gateway().addresses().all()).isEmpty();

        FormViewModel chosen = create();
        chosen.address().portFrom().set(PortFrom.CHOSEN);
        chosen.address().chosenPort().set("24711");
        chosen.submit(made::add);
        await().until(() -> made.size() == 2);
        assertThat(desktop.gateway().addresses().all()).hasSize(1);
    }

    @Test
    void a_reserved_address_that_nobody_uses_is_offered_on_its_ingress() {
        TcpAddress local = reserve("local", "24711");
        TcpAddress lan = reserve("lan", "24712");
        desktop.endpoint("user", 24_713, "1");
        FormViewModel form = create();
        form.address().portFrom().set(PortFrom.RESERVED);
        assertThat(form.address().isPortWrong()).isTrue();
        assertThat(form.reserved()).containsExactly(local);
        form.address().reservedPort().set("24711");
        assertThat(form.address().url().get()).isEqualTo("tcp://localhost:24711");
        form.submit(made::add);
        await().until(() -> made.size() == 1);
        assertThat(desktop.gateway().addresses().users(local)).hasSize(1);
        assertThat(form.reserved()).as("it is used now").isEmpty();
        form.address().reach().set(Reach.LAN);
        assertThat(form.reserved()).containsExactly(lan);
        FormViewModel edit = FormViewModel.edit(
                desktop.gateway(), Runnable::run, made.getFirst().endpoint());
        assertThat(edit.reserved()).as("its own is offered, too").containsExactly(local);
    }

    @Test
    void an_own_ingress_has_its_own_host_and_ports_and_stays_in_an_edit() {
        Ingress office = desktop.gateway()
                .ingressRegistry()
                .create(new IngressDraft("office", "127.0.0.1", "tcp.office.example", "21000-21009"))
                .join();
        FormViewModel form = create();
        form.address().reach().set(Reach.OWN);
        assertThat(form.address().own().get()).isEqualTo(office);
        await().until(() -> form.address().url().get().startsWith("tcp://tcp.office.example:2100"));
        form.submit(made::add);
        await().until(() -> made.size() == 1);
        assertThat(desktop.gateway().addresses().all()).isEmpty();

        FormViewModel edit = FormViewModel.edit(
                desktop.gateway(), Runnable::run, made.getFirst().endpoint());
        assertThat(edit.address().reach().get()).isEqualTo(Reach.OWN);
        assertThat(edit.address().url().get())
                .isEqualTo(made.getFirst().endpoint().url().toString());
        FormViewModel like = FormViewModel.duplicate(
                desktop.gateway(), Runnable::run, made.getFirst().endpoint());
        assertThat(like.address().ingress()).isEqualTo(office);
        DetailsText details = DetailsText.of(
                made.getFirst(),
                "",
                new UpstreamHealth.Unknown(),
                Traffic.NONE,
                desktop.gateway().ingresses(),
                Instant.now(),
                Messages.of(DetailsText.class));
        assertThat(details.reach()).isEqualTo("open by office");
    }

    private TcpAddress reserve(String region, String port) {
        return desktop.gateway().addresses().reserve(region, port, "", "").join();
    }

    private FormViewModel create() {
        FormViewModel form = FormViewModel.create(desktop.gateway(), Runnable::run);
        form.text(EndpointField.UPSTREAM).set("5432");
        return form;
    }
}
