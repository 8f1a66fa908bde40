package dev.culvert.ui.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.model.CustomDomain;
import dev.culvert.model.Ingress;
import dev.culvert.model.TcpAddress;
import dev.culvert.ui.TestDesktop;
import dev.culvert.ui.addresses.AddressFormViewModel.PortFrom;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dialogs of the page, without their windows. */
@SuppressWarnings("NullAway.Init")
final class FormsTest {

    @TempDir
    Path directory;

    private final List<Object> made = new CopyOnWriteArrayList<>();
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
    void any_free_port_is_reserved() {
        var form = new AddressFormViewModel(desktop.gateway(), Runnable::run, null);
        assertThat(form.title()).isEqualTo("Reserve an address");
        form.region().set("lan");
        form.form().text("description").set(" for the shop ");
        form.submit(made::add);
        TcpAddress address = (TcpAddress) awaitMade();
        assertThat(address.description()).isEqualTo("for the shop");
        assertThat(address.region()).isEqualTo("lan");
        assertThat(form.range()).isEqualTo("20000-29999");
    }

    @Test
    void a_chosen_port_that_is_wrong_is_told_at_its_field_until_it_is_written_anew() {
        var form = new AddressFormViewModel(desktop.gateway(), Runnable::run, null);
        form.portFrom().set(PortFrom.CHOSEN);
        form.submit(made::add);
        await().until(() -> !form.form().problem("port").get().isEmpty());
        form.form().text("port").set("24711");
        assertThat(form.form().problem("port").get()).isEmpty();
        form.submit(made::add);
        assertThat(((TcpAddress) awaitMade()).port()).isEqualTo(24_711);

        var rival = new AddressFormViewModel(desktop.gateway(), Runnable::run, null);
        rival.portFrom().set(PortFrom.CHOSEN);
        rival.form().text("port").set("24711");
        rival.submit(made::add);
        await().until(() -> rival.form().problem("port").get().contains("reserved already"));
        assertThat(rival.form().busy().get()).isFalse();
    }

    @Test
    void an_address_is_described() {
        TcpAddress address =
                desktop.gateway().addresses().reserve("", "24711", "old", "m").join();
        var form = new AddressFormViewModel(desktop.gateway(), Runnable::run, address);
        assertThat(form.isEdit()).isTrue();
        assertThat(form.title()).isEqualTo("Describe localhost:24711");
        form.form().text("description").set("x".repeat(256));
        form.submit(made::add);
        await().until(() -> form.form().problem("description").get().contains("at most 255"));
        form.form().text("description").set("");
        form.submit(made::add);
        assertThat(awaitMade()).isEqualTo(address.described("", "m"));
    }

    @Test
    void an_ingress_is_added_and_changed() {
        var form = new IngressFormViewModel(desktop.gateway(), Runnable::run, null);
        form.submit(made::add);
        await().until(() -> !form.form().problem("name").get().isEmpty());
        assertThat(form.form().problem("bind_addresses").get()).contains("Write an address of this machine");
        assertThat(form.form().failure().get()).isEmpty();
        form.form().text("name").set("office");
        form.form().text("bind_addresses").set("127.0.0.1, ::1");
        form.form().text("host").set("tcp.office.example");
        form.submit(made::add);
        Ingress office = (Ingress) awaitMade();
        assertThat(office.bind()).hasSize(2);

        var again = new IngressFormViewModel(desktop.gateway(), Runnable::run, office);
        assertThat(again.form().text("bind_addresses").get()).isEqualTo("127.0.0.1, 0:0:0:0:0:0:0:1");
        again.form().text("port_range").set("21000-21001");
        again.submit(made::add);
        await().until(() -> made.size() == 2);
        assertThat(desktop.gateway().ingresses().own().getFirst().ports()).hasToString("21000-21001");
    }

    @Test
    void a_domain_shows_its_record_while_it_is_written() {
        var form = new DomainFormViewModel(desktop.gateway(), Runnable::run);
        var record = form.record();
        assertThat(record.get()).isEmpty();
        form.form().text("name").set("tcp.shop.invalid");
        form.region().set("local");
        assertThat(record.get()).isEqualTo("tcp.shop.invalid. A 127.0.0.1");
        form.form().text("name").set("shop");
        form.submit(made::add);
        await().until(() -> !form.form().problem("name").get().isEmpty());
        form.form().text("name").set("tcp.shop.invalid");
        form.submit(made::add);
        assertThat(((CustomDomain) awaitMade()).name()).isEqualTo("tcp.shop.invalid");
    }

    private Object awaitMade() {
        await().until(() -> !made.isEmpty());
        return made.getFirst();
    }
}
