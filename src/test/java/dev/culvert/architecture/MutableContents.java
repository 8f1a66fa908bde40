package dev.culvert.architecture;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;

/** Looks into static collections: one that takes a further element is state. */
final class MutableContents extends ArchCondition<JavaField> {

    static final MutableContents BE_A_MUTABLE_CONTAINER = new MutableContents();

    private MutableContents() {
        super("be a mutable collection or map");
    }

    @Override
    public void check(JavaField field, ConditionEvents events) {
        boolean candidate = field.getRawType().isAssignableTo(Collection.class)
                || field.getRawType().isAssignableTo(Map.class);
        boolean mutable = candidate && isMutable(field.reflect());
        events.add(new SimpleConditionEvent(
                field, mutable, field.getFullName() + (mutable ? " is mutable" : " is immutable")));
    }

    private static boolean isMutable(Field field) {
        try {
            field.setAccessible(true);
            Object value = field.get(null);
            if (value == null) {
                return false;
            }
            String type = value.getClass().getName();
            return !type.startsWith("java.util.ImmutableCollections")
                    && !type.startsWith("java.util.Collections$Unmodifiable")
                    && !type.startsWith("java.util.Collections$Empty");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
