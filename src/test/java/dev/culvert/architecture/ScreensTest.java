package dev.culvert.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** How screens are made. */
@AnalyzeClasses(packages = "dev.culvert.ui", importOptions = ImportOption.DoNotIncludeTests.class)
final class ScreensTest {

    private static final String[] FEATURES = {
        "dev.culvert.ui.endpoints..",
        "dev.culvert.ui.connections..",
        "dev.culvert.ui.policy..",
        "dev.culvert.ui.addresses..",
        "dev.culvert.ui.history..",
        "dev.culvert.ui.overview..",
        "dev.culvert.ui.settings.."
    };

    @ArchTest
    static final ArchRule features_do_not_know_each_other = slices().matching(
                    "dev.culvert.ui.(endpoints|connections|policy|addresses|history|overview|settings)..")
            .should()
            .notDependOnEachOther()
            .because("a page must be able to change without another page noticing");

    @ArchTest
    static final ArchRule features_do_not_know_the_frame = noClasses()
            .that()
            .resideInAnyPackage(FEATURES)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.culvert.ui.frame..")
            .because("the frame composes the pages");

    @ArchTest
    static final ArchRule the_base_knows_no_feature = noClasses()
            .that()
            .resideInAnyPackage("dev.culvert.ui.fx..", "dev.culvert.ui.common..", "dev.culvert.ui.controls..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FEATURES)
            .because("what all pages stand on cannot stand on one of them");

    @ArchTest
    static final ArchRule controllers_are_hidden = classes()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .should()
            .bePackagePrivate()
            .andShould()
            .haveModifier(JavaModifier.FINAL)
            .because("a controller binds and forwards, for its own view alone");

    @ArchTest
    static final ArchRule view_models_know_no_scene = noClasses()
            .that()
            .haveSimpleNameEndingWith("ViewModel")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javafx.scene..")
            .because("a view model is tested without a toolkit");

    @ArchTest
    static final ArchRule colours_come_from_the_theme = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("javafx.scene.paint.Color")
            .because("a colour in code is wrong in one of the two themes");
}
