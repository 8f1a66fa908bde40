package dev.culvert.ui.common;

import dev.culvert.ui.fx.Subscription;
import javafx.scene.Node;

/**
 * A node that keeps its figures up to date until its subscription is closed.
 *
 * @param node what is shown
 * @param subscription to be closed when it is not shown any more
 */
public record LiveNode(Node node, Subscription subscription) {}
