package dev.culvert.api;

import java.util.List;

/** A class that serves some paths, and says here what they are: the one place where each operation is declared. */
@FunctionalInterface
interface RouteGroup {

    /** What it serves. Asked once, when the API starts. */
    List<Operation> operations();
}
