package dev.culvert.api;

/** The codes for URLs and hosts that break a rule (NGROK.md 1.3). */
final class UrlFailures {

    /** For a host that none can be. */
    static final String[] OF_HOSTS = {
        "ERR_NGROK_326",
        "ERR_NGROK_327",
        "ERR_NGROK_328",
        "ERR_NGROK_329",
        "ERR_NGROK_330",
        "ERR_NGROK_355",
        "ERR_NGROK_396",
        "ERR_NGROK_397"
    };

    /** For a URL that no endpoint of its kind and binding can have, beyond those of its host. */
    static final String[] OF_ENDPOINTS = {
        "ERR_NGROK_307",
        "ERR_NGROK_9028",
        "ERR_NGROK_9029",
        "ERR_NGROK_9030",
        "ERR_NGROK_9031",
        "ERR_NGROK_9037",
        "ERR_NGROK_9038",
        "ERR_NGROK_9039",
        "ERR_NGROK_9041",
        "ERR_NGROK_18001",
        "ERR_NGROK_18003",
        "ERR_NGROK_18006",
        "ERR_NGROK_18018",
        "ERR_NGROK_18022"
    };

    private UrlFailures() {}
}
