package dev.culvert.engine.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culvert.model.DecisionRecord;
import dev.culvert.model.HttpExchange;
import dev.culvert.policy.http.HeaderList;
import dev.culvert.policy.http.RequestHead;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedTextsTest {

    private final SharedTexts texts = new SharedTexts(InetAddress.getLoopbackAddress());

    private HttpExchange.Request request(int minor, String host, String target, String agent) {
        HeaderList headers = agent.isEmpty() ? HeaderList.EMPTY : HeaderList.of("User-Agent", copy(agent));
        return texts.request(
                new RequestHead("GET", "http", copy(host), copy(target), 1, minor, headers, Instant.EPOCH), 7);
    }

    /** Another object with the same text, as each request's own is. */
    private static String copy(String text) {
        return String.valueOf(text.toCharArray());
    }

    @Test
    void what_a_request_shares_with_the_one_before_is_kept_once() {
        HttpExchange.Request one = request(1, "a.example", "/orders", "curl");
        HttpExchange.Request other = request(1, "a.example", "/orders", "curl");
        assertThat(other).isEqualTo(one);
        assertThat(other.host()).isSameAs(one.host());
        assertThat(other.target()).isSameAs(one.target());
        assertThat(other.userAgent()).isSameAs(one.userAgent());
    }

    @Test
    void what_is_another_is_not_taken_for_that_of_the_one_before() {
        request(1, "a.example", "/orders", "curl");
        assertThat(request(0, "b.example", "/", "wget"))
                .isEqualTo(new HttpExchange.Request("GET", "http", "b.example", "/", "HTTP/1.0", "wget", 7));
        assertThat(request(1, "a.example", "/orders", ""))
                .isEqualTo(new HttpExchange.Request("GET", "http", "a.example", "/orders", "HTTP/1.1", "", 7));
    }

    @Test
    void a_decision_is_kept_once_as_long_as_it_is_the_same() {
        DecisionRecord first = texts.decision(decision("10.0.0.0/8"));
        assertThat(texts.decision(decision("10.0.0.0/8"))).isSameAs(first);
        assertThat(texts.decision(decision("192.0.2.0/24"))).isEqualTo(decision("192.0.2.0/24"));
    }

    private static DecisionRecord decision(String network) {
        return new DecisionRecord("office", "restrict-ips", network, List.of(), List.of(), List.of());
    }
}
