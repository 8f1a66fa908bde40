package dev.culvert.ui.policy;

import dev.culvert.ui.common.Messages;

/** A policy to begin with. */
enum Recipe {
    MY_NETWORK("fth-home", """
            on_tcp_connect:
              - name: only my network
                actions:
                  - type: restrict-ips
                    config:
                      allow:
                        - 127.0.0.0/8
                        - 10.0.0.0/8
                        - 172.16.0.0/12
                        - 192.168.0.0/16
                        - ::1/128
                        - fc00::/7
            """),
    BLOCK_LIST("fth-slash", """
            on_tcp_connect:
              - name: block list
                actions:
                  - type: restrict-ips
                    config:
                      allow:
                        - 0.0.0.0/0
                        - ::/0
                      deny:
                        - 203.0.113.7/32
            """),
    OFFICE_HOURS("fth-clock", """
            on_tcp_connect:
              # hours in UTC; Sunday is 0
              - name: closed outside office hours
                expressions:
                  - >-
                    timestamp(time.now).getHours() < 8 || timestamp(time.now).getHours() >= 18
                    || timestamp(time.now).getDayOfWeek() in [0, 6]
                actions:
                  - type: deny
            """),
    LIMIT_PER_CLIENT("fth-activity", """
            on_tcp_connect:
              - name: at most 30 new connections a minute
                actions:
                  - type: rate-limit
                    config:
                      name: per client
                      algorithm: sliding_window
                      capacity: 30
                      rate: 60s
                      bucket_key:
                        - conn.client_ip
              - name: at most 5 at a time
                actions:
                  - type: limit-connections
                    config:
                      max: 5
                      bucket_key:
                        - conn.client_ip
            """),
    MUTUAL_TLS("fth-shield", """
            on_tcp_connect:
              - name: clients show a certificate
                actions:
                  - type: terminate-tls
                    config:
                      # the file with the authority that signed your clients' certificates
                      mutual_tls_certificate_authorities:
                        - /path/to/clients-ca.pem
            """),
    PASSWORD("fth-lock", """
            on_http_request:
              - name: a password for a web page
                actions:
                  - type: basic-auth
                    config:
                      realm: my page
                      credentials:
                        # a name, a colon and a password of your own
                        - me:change-this-password
            """),
    OWN_ANSWER("fth-message-square", """
            on_http_request:
              - actions:
                  - type: custom-response
                    config:
                      status_code: 200
                      headers:
                        content-type: text/plain
                      body: "Hello world!"
            """);

    private static final Messages TEXTS = Messages.of(Recipe.class);

    private final String icon;
    private final String policy;

    Recipe(String icon, String policy) {
        this.icon = icon;
        this.policy = policy;
    }

    /** Its Ikonli literal. */
    String icon() {
        return icon;
    }

    /** Its text. */
    String policy() {
        return policy;
    }

    /** What it does, in a few words. */
    String title() {
        return switch (this) {
            case MY_NETWORK -> TEXTS.get("recipe.network");
            case BLOCK_LIST -> TEXTS.get("recipe.block");
            case OFFICE_HOURS -> TEXTS.get("recipe.hours");
            case LIMIT_PER_CLIENT -> TEXTS.get("recipe.limit");
            case MUTUAL_TLS -> TEXTS.get("recipe.tls");
            case PASSWORD -> TEXTS.get("recipe.password");
            case OWN_ANSWER -> TEXTS.get("recipe.answer");
        };
    }
}
