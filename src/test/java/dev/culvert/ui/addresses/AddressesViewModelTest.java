package dev.culvert.ui.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culvert.gateway.IngressDraft;
import dev.culvert.model.Ending;
import dev.culvert.model.EndpointField;
import dev.culvert.model.EndpointStatus;
import dev.culvert.model.Ingress;
import dev.culvert.model.TcpAddress;
import dev.culvert.ui.RecordedNotices;
import dev.culvert.ui.TestDesktop;
import dev.culvert.ui.controls.Tone;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class AddressesViewModelTest {

    @TempDir
    Path directory;

    private final RecordedNotices notices = new RecordedNotices();
    private TestDesktop desktop;
    private AddressesViewModel model;

    @BeforeEach
    void open() {
        desktop = new TestDesktop(directory);
        model = new AddressesViewModel(desktop.gateway(), notices, Runnable::run, Runnable::run);
    }

    @AfterEach
    void close() {
        desktop.close();
    }

    @Test
    void an_address_says_where_it_is_who_uses_it_and_what_leads_to_it() {
        Ingress office = office("127.0.0.1");
        EndpointStatus shop = desktop.gateway()
                .create(
                        TestDesktop.draft("shop", 21_004, "5432")
                                .with(EndpointField.URL, "tcp://tcp.office.example:21004"),
                        false)
                .join();
        var unused =
                desktop.gateway().domains().create("tcp.shop.invalid", "office").join();
        var unusedToo = desktop.gateway()
                .addresses()
                .reserve("", "24711", "for later", "")
                .join();
        model.refresh();
        assertThat(model.rows())
                .extracting(AddressRow::text)
                .containsExactly("localhost:24711", "tcp.office.example:21004");
        AddressRow used = model.rows().getLast();
        assertThat(used.users()).containsExactly(new AddressRow.User(shop.id(), "shop"));
        assertThat(used.domains()).isEqualTo("tcp.shop.invalid");
        assertThat(used.ingress()).isEqualTo(office.name());
        assertThat(used.reservedOn()).isNotEmpty();
        model.search().set("later LOCAL");
        assertThat(model.shown()).extracting(AddressRow::text).containsExactly("localhost:24711");
        model.search().set("shop");
        assertThat(model.shown()).hasSize(1);
    }

    @Test
    void an_address_is_released_and_brought_back() {
        TcpAddress address =
                desktop.gateway().addresses().reserve("", "24711", "words", "").join();
        model.refresh();
        model.release(model.rows().getFirst());
        await().until(() -> model.rows().isEmpty());
        assertThat(notices.texts).containsExactly("Released localhost:24711");
        notices.undo.run();
        await().until(() -> model.rows().size() == 1);
        assertThat(model.rows().getFirst().address()).isEqualTo(address);
    }

    @Test
    void one_in_use_stays_and_its_user_is_named() {
        EndpointStatus db = desktop.endpoint("db", 15_432, "5432");
        model.refresh();
        model.release(model.rows().getFirst());
        await().until(() -> !notices.texts.isEmpty());
        assertThat(notices.texts.getFirst()).contains("'db'");
        assertThat(model.rows()).hasSize(1);
        desktop.gateway().delete(db.id(), Ending.CLOSE).join();
        model.refresh();
        assertThat(model.rows().getFirst().users()).isEmpty();
    }

    @Test
    void ingresses_say_whether_something_can_listen_there() {
        office("192.0.2.77");
        model.refresh();
        assertThat(model.ingresses()).extracting(r -> r.ingress().name()).containsExactly("local", "lan", "office");
        assertThat(model.ingresses().getFirst().tone()).isEqualTo(Tone.GOOD);
        assertThat(model.ingresses().getFirst().isOwn()).isFalse();
        assertThat(model.ingresses().get(1).bound()).isEqualTo("Listens on all addresses");
        IngressRow office = model.ingresses().getLast();
        assertThat(office.tone()).isEqualTo(Tone.BAD);
        assertThat(office.reason()).isEqualTo("192.0.2.77 is not an address of this machine now.");
        assertThat(office.ports()).isEqualTo("Random ports from 21000-21009");
        model.delete(office.ingress());
        await().until(() -> model.ingresses().size() == 2);
        notices.undo.run();
        await().until(() -> model.ingresses().size() == 3);
        assertThat(model.ingresses().getLast().ingress().host()).isEqualTo("tcp.office.example");
    }

    @Test
    void a_domain_shows_its_record_until_it_is_right() {
        office("127.0.0.1");
        var domain =
                desktop.gateway().domains().create("tcp.shop.invalid", "office").join();
        await().until(() -> {
            model.refresh();
            return model.domains().getFirst().tone() != Tone.BUSY;
        });
        DomainRow row = model.domains().getFirst();
        assertThat(row.record()).isEqualTo("tcp.shop.invalid. CNAME tcp.office.example.");
        assertThat(row.sentence()).endsWith(".");
        model.delete(domain);
        await().until(() -> model.domains().isEmpty());
        notices.undo.run();
        await().until(() -> model.domains().size() == 1);
    }

    @Test
    void the_switch_for_reserved_ports_is_the_gateways() {
        assertThat(model.strict().get()).isFalse();
        model.strict().set(true);
        await().until(() -> desktop.gateway().addresses().isStrict());
        var again = new AddressesViewModel(desktop.gateway(), notices, Runnable::run, Runnable::run);
        assertThat(again.strict().get()).isTrue();
        assertThat(again.isStrictRun()).isFalse();
    }

    private Ingress office(String bind) {
        return desktop.gateway()
                .ingressRegistry()
                .create(new IngressDraft("office", bind, "tcp.office.example", "21000-21009"))
                .join();
    }
}
