package dev.culvert.events.delivery;

import dev.culvert.model.event.WebhookTarget;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts one event after the other, each signed: the header {@code webhook-signature} holds {@code v1,} and the HMAC-SHA256 of
 * the id, the time and the body, with dots between (Standard Webhooks, version 1.0.0).
 */
final class WebhookSender implements Sender {

    private static final int MOST = 50;
    private static final String HMAC = "HmacSHA256";

    private final HttpPost http;
    private final SecretKeySpec key;

    WebhookSender(WebhookTarget target, HttpClient client) {
        this.http = new HttpPost(client, URI.create(target.url()), target.headers());
        this.key = new SecretKeySpec(target.key(), HMAC);
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public void send(List<Outgoing> events) throws DeliveryFailure, InterruptedException {
        for (int i = 0; i < events.size(); i++) {
            Outgoing event = events.get(i);
            String id = event.event().id();
            String time = Long.toString(Instant.now().getEpochSecond());
            var unused = http.post(
                    event.json().getBytes(StandardCharsets.UTF_8),
                    Map.of(
                            "webhook-id", id,
                            "webhook-timestamp", time,
                            "webhook-signature", "v1," + signature(id + "." + time + "." + event.json())),
                    i);
        }
    }

    private String signature(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + HMAC, e);
        }
    }

    @Override
    public void close() {
        // the client is everybody's
    }
}
