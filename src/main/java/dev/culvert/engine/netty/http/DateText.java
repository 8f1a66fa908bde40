package dev.culvert.engine.netty.http;

import io.netty.handler.codec.DateFormatter;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Date;

/** The Date header's value (RFC 9110 6.6.1), which is made once a second by each thread that asks for it. */
final class DateText {

    private static final FastThreadLocal<DateText> OF_THREAD = new FastThreadLocal<>() {
        @Override
        protected DateText initialValue() {
            return new DateText();
        }
    };

    private long second = Long.MIN_VALUE;
    private String text = "";

    /** Now. */
    static String now() {
        return OF_THREAD.get().at(System.currentTimeMillis());
    }

    @SuppressWarnings("JavaUtilDate") // what Netty writes as headers want it
    String at(long epochMillis) {
        long wanted = Math.floorDiv(epochMillis, 1000);
        if (wanted != second) {
            text = DateFormatter.format(new Date(1000 * wanted));
            second = wanted;
        }
        return text;
    }
}
