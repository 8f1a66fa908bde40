package dev.culvert.api;

import dev.culvert.api.filter.FilterField;
import dev.culvert.api.schema.Schema;
import dev.culvert.gateway.AddressRegistry;
import dev.culvert.gateway.Gateway;
import dev.culvert.model.HostPort;
import dev.culvert.model.Ingress;
import dev.culvert.model.InvalidValue;
import dev.culvert.model.TcpAddress;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /reserved_addrs}: ngrok's operations (NGROK.md section 4), and the port may be chosen. */
final class AddressRoutes implements RouteGroup {

    private static final String PATH = "/reserved_addrs";
    private static final String DESCRIPTION = "description";
    private static final String METADATA = "metadata";
    private static final String REGION = "region";
    private static final String PORT = "port";
    private static final String ADDR = "addr";
    private static final String NOT_FOUND = "ERR_NGROK_222";
    private static final String[] TOO_LONG = {"ERR_NGROK_504", "ERR_NGROK_505"};

    private static final List<FilterField> FILTERS = List.of(
            FilterField.id("id", "/id"),
            FilterField.moment("created_at"),
            FilterField.text(DESCRIPTION),
            FilterField.text(METADATA),
            FilterField.text(ADDR),
            FilterField.text(REGION));
    private static final Schema REFERENCE =
            Schema.object().with("id", Schema.text()).with("uri", Schema.text());
    private static final Schema ADDRESS = Schema.object()
            .with("id", Schema.text())
            .with("uri", Schema.text())
            .with("created_at", Schema.time())
            .with(DESCRIPTION, Schema.text())
            .with(METADATA, Schema.text())
            .with(ADDR, Schema.text().described("Host and port."))
            .with(REGION, Schema.text().described("The ingress, as it was named when the address was reserved."))
            .with("endpoint_configuration", Schema.anything().described("Always null."))
            .with("host", Schema.text())
            .with(PORT, Schema.whole())
            .with("ingress", REFERENCE.with("name", Schema.text()))
            .with("endpoints", Schema.listOf(REFERENCE).described("Those that use it."))
            .with("custom_domains", Schema.listOf(Schema.text()))
            .named("ReservedAddress");
    private static final Schema CHANGE = Schema.object()
            .maybe(DESCRIPTION, Schema.text().orNull())
            .maybe(METADATA, Schema.text().orNull())
            .closed()
            .named("ReservedAddressChange");
    private static final Schema CREATION = Schema.object()
            .maybe(DESCRIPTION, Schema.text().orNull())
            .maybe(METADATA, Schema.text().orNull())
            .maybe(
                    REGION,
                    Schema.text()
                            .described("An ingress, or a region of ngrok's.")
                            .orNull())
            .maybe(
                    PORT,
                    Schema.whole()
                            .or(Schema.text())
                            .described("A random one if not given.")
                            .orNull())
            .maybe(
                    ADDR,
                    Schema.text()
                            .described("Host and port in place of region and port.")
                            .orNull())
            .closed()
            .named("ReservedAddressCreation");

    private final Gateway gateway;
    private final AddressRegistry addresses;

    AddressRoutes(Gateway gateway) {
        this.gateway = gateway;
        this.addresses = gateway.addresses();
    }

    @Override
    public List<Operation> operations() {
        String one = PATH + "/{id}";
        return List.of(
                Operation.get(PATH, "listReservedAddrs", this::list)
                        .says("Lists the TCP addresses, the newest first.")
                        .takes(Page.DECLARED)
                        .answers(200, Page.schema("reserved_addrs", ADDRESS))
                        .fails(400, Page.FAILURES),
                Operation.post(PATH, "createReservedAddr", this::create)
                        .says("Reserves a TCP address: a random free port, or a chosen one.")
                        .wants(CREATION)
                        .answers(201, ADDRESS)
                        .fails(400, "ERR_NGROK_500", "ERR_NGROK_503")
                        .fails(400, "ERR_NGROK_4500", "ERR_NGROK_4501", "ERR_NGROK_4504")
                        .fails(400, TOO_LONG),
                Operation.get(one, "getReservedAddr", this::get)
                        .says("Answers a TCP address.")
                        .answers(200, ADDRESS)
                        .fails(404, NOT_FOUND),
                Operation.patch(one, "updateReservedAddr", this::update)
                        .says("Changes the description or the metadata.")
                        .wants(CHANGE)
                        .answers(200, ADDRESS)
                        .fails(400, "ERR_NGROK_506")
                        .fails(400, TOO_LONG)
                        .fails(404, NOT_FOUND),
                Operation.delete(one, "deleteReservedAddr", this::delete)
                        .says("Releases a TCP address that no endpoint uses.")
                        .fails(404, NOT_FOUND)
                        .fails(409, "ERR_CULVERT_409"));
    }

    private Answer list(Call call) {
        var page = new Page<TcpAddress>(
                PATH,
                "reserved_addrs",
                "a TCP address",
                TcpAddress.PREFIX,
                TcpAddress::id,
                a -> json(a, call),
                FILTERS);
        return page.of(
                call,
                call.query(),
                addresses.all().stream().sorted(Page.newestFirst(TcpAddress::createdAt, TcpAddress::id)));
    }

    private Answer create(Call call) {
        var body = call.fields();
        String region = body.text(REGION, "");
        String port = body.text(PORT, "");
        String addr = body.text(ADDR, "");
        if (!addr.isBlank()) {
            HostPort wanted = wanted(addr);
            Ingress at = gateway.ingresses()
                    .of(wanted.host())
                    .orElseThrow(() -> ApiError.rejected(
                            ADDR,
                            "ERR_NGROK_4504",
                            "'" + wanted.host() + "' is not a host of an ingress; write one of /ingresses."));
            boolean isOtherRegion = !region.isBlank()
                    && gateway.ingresses().region(region).filter(at::equals).isEmpty();
            if (isOtherRegion || (!port.isBlank() && !port.strip().equals(Integer.toString(wanted.port())))) {
                throw ApiError.rejected(
                        ADDR, "ERR_NGROK_215", "This says something else than region and port; write one of them.");
            }
            region = region.isBlank() ? at.name() : region;
            port = Integer.toString(wanted.port());
        }
        return Answer.created(json(
                call.await(addresses.reserve(region, port, body.text(DESCRIPTION, ""), body.text(METADATA, ""))),
                call));
    }

    private static HostPort wanted(String addr) {
        try {
            return HostPort.parse(addr.strip().replaceFirst("^(?i:tcp)://", ""));
        } catch (InvalidValue e) {
            boolean isPort = addr.indexOf(':') >= 0 && e.code().equals("ERR_NGROK_18001");
            throw ApiError.rejected(ADDR, isPort ? "ERR_NGROK_4501" : "ERR_NGROK_4500", e.getMessage());
        }
    }

    private Answer get(Call call) {
        String id = call.path("id");
        return addresses
                .find(id)
                .map(a -> Answer.ok(json(a, call)))
                .orElseThrow(() -> ApiError.notFound("There is no TCP address with the id " + id + "."));
    }

    private Answer update(Call call) {
        var body = TextBody.of(call.body(), Set.of("id", DESCRIPTION, METADATA));
        String description = body.text(DESCRIPTION);
        String metadata = body.text(METADATA);
        if (description == null && metadata == null) {
            throw ApiError.of(400, "ERR_NGROK_506", "There is nothing to change; send a description or metadata.");
        }
        return Answer.ok(json(call.await(addresses.update(call.path("id"), description, metadata)), call));
    }

    private Answer delete(Call call) {
        var unused = call.await(addresses.release(call.path("id")));
        return Answer.nothing();
    }

    private ObjectNode json(TcpAddress address, Call call) {
        ObjectNode json = Json.object()
                .put("id", address.id())
                .put("uri", call.uri(PATH + "/" + address.id()))
                .put("created_at", address.createdAt().toString())
                .put(DESCRIPTION, address.description())
                .put(METADATA, address.metadata())
                .put(ADDR, addresses.text(address))
                .put(REGION, address.region())
                .putNull("endpoint_configuration");
        String host =
                gateway.ingresses().named(address.ingress()).map(Ingress::host).orElse("");
        json.put("host", host).put(PORT, address.port());
        IngressRoutes.reference(json, gateway.ingresses(), address.ingress(), call);
        ArrayNode users = json.putArray("endpoints");
        addresses
                .users(address)
                .forEach(e -> users.addObject().put("id", e.id().value()).put("uri", call.uri("/endpoints/" + e.id())));
        ArrayNode domains = json.putArray("custom_domains");
        gateway.domains().of(address.ingress()).forEach(d -> domains.add(d.name()));
        return json;
    }
}
