package dev.culvert.ui.frame;

import atlantafx.base.controls.ModalPane;
import dev.culvert.ui.common.Modal;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** The dialog layer. While it shows something the keyboard stays in it, and goes back to where it was afterwards. */
final class ModalLayer implements Modal {

    private final ModalPane pane;
    private Runnable closed = () -> {};
    private @Nullable Node before;

    ModalLayer(ModalPane pane) {
        this.pane = pane;
        pane.setInTransitionFactory(null);
        pane.setOutTransitionFactory(null);
        pane.setPersistent(true);
        pane.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                close();
            }
        });
        pane.displayProperty().subscribe((was, is) -> {
            if (!is) {
                ended();
            }
        });
        pane.sceneProperty().flatMap(scene -> scene.focusOwnerProperty()).subscribe(this::keepFocus);
    }

    boolean isShowing() {
        return pane.isDisplay();
    }

    @Override
    public void show(Node dialog, Runnable whenClosed) {
        Node focused = pane.getScene() == null ? null : pane.getScene().getFocusOwner();
        if (isShowing()) {
            pane.hide(true);
        } else {
            before = focused;
        }
        closed = whenClosed;
        pane.show(dialog);
        // what stands in a scroll pane is no part of the window, and cannot be focused, before its first layout
        pane.applyCss();
        pane.layout();
        focusInto(dialog);
    }

    /** Shows what also goes when the user clicks beside it. */
    void showLightly(Node dialog, Runnable whenClosed) {
        show(dialog, whenClosed);
        pane.setPersistent(false);
    }

    @Override
    public void close() {
        if (isShowing()) {
            pane.hide(true);
        }
    }

    private void ended() {
        pane.setPersistent(true);
        Runnable tell = closed;
        closed = () -> {};
        tell.run();
        Node back = before;
        if (back != null && back.getScene() != null && !isShowing()) {
            back.requestFocus();
        }
    }

    private void keepFocus(@Nullable Node owner) {
        Node content = pane.getContent();
        if (owner != null && content != null && isShowing() && !isWithin(owner, pane)) {
            focusInto(content);
        }
    }

    private static boolean isWithin(Node node, Node ancestor) {
        for (Node above = node; above != null; above = above.getParent()) {
            if (above.equals(ancestor)) {
                return true;
            }
        }
        return false;
    }

    private static boolean focusInto(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return false;
        }
        if (node.isFocusTraversable()) {
            node.requestFocus();
            return true;
        }
        return node instanceof Parent parent
                && parent.getChildrenUnmodifiable().stream().anyMatch(ModalLayer::focusInto);
    }
}
