package dev.culvert.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Habits that hold everywhere. */
@AnalyzeClasses(packages = "dev.culvert", importOptions = ImportOption.DoNotIncludeTests.class)
final class HabitsTest {

    private static final String FORBIDDEN = ".*(Util|Utils|Helper|Helpers|Impl|Manager)|Abstract.*";

    @ArchTest
    static final ArchRule names_say_something = noClasses()
            .should()
            .haveNameMatching("(.*[.$])?(" + FORBIDDEN + ")")
            .because("such a name says that nobody knew what the class is");

    @ArchTest
    static final ArchRule no_package_named_util = noClasses()
            .should()
            .resideInAPackage("dev.culvert..util..")
            .because("a drawer for everything is found by nobody");

    @ArchTest
    static final ArchRule platform_stands_in_two_places = noClasses()
            .that()
            .resideOutsideOfPackages("dev.culvert.ui.fx..", "dev.culvert.app..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("javafx.application.Platform")
            .because("who may reach the JavaFX thread is decided in one place");

    @ArchTest
    static final ArchRule static_fields_are_final = fields().that()
            .areStatic()
            .should()
            .beFinal()
            .because("static state that changes is shared by everybody and owned by nobody");

    @ArchTest
    static final ArchRule no_static_containers_of_state = noFields()
            .that()
            .areStatic()
            .should()
            .haveRawType(AtomicLong.class)
            .orShould()
            .haveRawType(AtomicInteger.class)
            .orShould()
            .haveRawType(AtomicBoolean.class)
            .orShould()
            .haveRawType(AtomicReference.class)
            .orShould()
            .haveRawType(LongAdder.class)
            .orShould(MutableContents.BE_A_MUTABLE_CONTAINER)
            .because("static state that changes is shared by everybody and owned by nobody");

    @ArchTest
    static final ArchRule packages_are_null_marked = classes()
            .should(NullMarkedPackages.LIE_IN_A_NULL_MARKED_PACKAGE)
            .because("NullAway looks only where it is told to");
}
