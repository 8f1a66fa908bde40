package dev.culvert.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Whether a class's package says {@code @NullMarked}. */
final class NullMarkedPackages extends ArchCondition<JavaClass> {

    static final NullMarkedPackages LIE_IN_A_NULL_MARKED_PACKAGE = new NullMarkedPackages();

    private NullMarkedPackages() {
        super("lie in a package that is @NullMarked");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage()
                .tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith(NullMarked.class))
                .orElse(false);
        events.add(new SimpleConditionEvent(
                type, marked, type.getPackageName() + " is " + (marked ? "" : "not ") + "@NullMarked"));
    }
}
