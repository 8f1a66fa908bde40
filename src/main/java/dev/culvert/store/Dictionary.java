package dev.culvert.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The texts that connections share, with their codes, as they are at one moment; a few hundred of them at most times. */
final class Dictionary {

    /** A text. */
    record Text(long code, String text) {}

    /** An endpoint as it was once. */
    record Endpoint(long code, String id, String name, String url) {}

    /** What a policy made of connections. */
    record Decision(long code, String rule, String action, String network) {}

    private final List<Text> texts = new ArrayList<>();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();

    Dictionary(Connection database) throws SQLException {
        try (var statement = database.createStatement()) {
            try (ResultSet row = statement.executeQuery("select code, text from history_text")) {
                while (row.next()) {
                    texts.add(new Text(row.getLong(1), row.getString(2)));
                }
            }
            try (ResultSet row = statement.executeQuery("select code, endpoint_id, name, url from history_endpoint")) {
                while (row.next()) {
                    endpoints.add(new Endpoint(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)));
                }
            }
            try (ResultSet row = statement.executeQuery("select code, rule, action, network from history_decision")) {
                while (row.next()) {
                    decisions.add(new Decision(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)));
                }
            }
        }
    }

    List<Long> texts(Predicate<String> wanted) {
        return texts.stream().filter(t -> wanted.test(t.text())).map(Text::code).toList();
    }

    List<Long> endpoints(Predicate<Endpoint> wanted) {
        return endpoints.stream().filter(wanted).map(Endpoint::code).toList();
    }

    List<Long> decisions(Predicate<Decision> wanted) {
        return decisions.stream().filter(wanted).map(Decision::code).toList();
    }
}
