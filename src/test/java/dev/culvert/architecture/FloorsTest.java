package dev.culvert.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The floors of the house: who may know whom. */
@AnalyzeClasses(packages = "dev.culvert", importOptions = ImportOption.DoNotIncludeTests.class)
final class FloorsTest {

    @ArchTest
    static final ArchRule imports_only_go_down = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.culvert..")
            .layer("app")
            .definedBy("dev.culvert.app..")
            .layer("ui")
            .definedBy("dev.culvert.ui..")
            .layer("api")
            .definedBy("dev.culvert.api..")
            .layer("cli")
            .definedBy("dev.culvert.cli..")
            .layer("gateway")
            .definedBy("dev.culvert.gateway..")
            .layer("engine")
            .definedBy("dev.culvert.engine..")
            .layer("events")
            .definedBy("dev.culvert.events..")
            .optionalLayer("policy")
            .definedBy("dev.culvert.policy..")
            .layer("store")
            .definedBy("dev.culvert.store..")
            .layer("model")
            .definedBy("dev.culvert.model..")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("ui")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("api")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("cli")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("gateway")
            .mayOnlyBeAccessedByLayers("app", "ui", "api", "cli")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("app", "ui", "api", "cli", "gateway")
            .whereLayer("events")
            .mayOnlyBeAccessedByLayers("app", "ui", "api", "cli", "gateway")
            .whereLayer("policy")
            .mayOnlyAccessLayers("model")
            .whereLayer("store")
            .mayOnlyAccessLayers("model")
            .whereLayer("model")
            .mayNotAccessAnyLayer()
            .because("a floor that looks upward can never be changed or tested alone");

    @ArchTest
    static final ArchRule no_circles = slices().matching("dev.culvert.(**)")
            .should()
            .beFreeOfCycles()
            .because("packages in a circle are one package");

    @ArchTest
    static final ArchRule model_is_jdk_only = classes()
            .that()
            .resideInAPackage("dev.culvert.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.culvert.model..", "java..", "org.jspecify..")
            .because("the nouns are shared by every floor and must drag nothing along");

    @ArchTest
    static final ArchRule netty_only_in_the_engine = noClasses()
            .that()
            .resideOutsideOfPackage("dev.culvert.engine.netty..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..")
            .because("the engine's port hides how bytes move, so that another engine can take its place");

    @ArchTest
    static final ArchRule one_public_class_in_engine_netty = noClasses()
            .that()
            .resideInAPackage("dev.culvert.engine.netty")
            .and()
            .doNotHaveSimpleName("NettyEngine")
            .and()
            .areTopLevelClasses()
            .should()
            .bePublic()
            .because("everything else there is nobody's business");

    @ArchTest
    static final ArchRule sql_only_in_the_store = noClasses()
            .that()
            .resideOutsideOfPackage("dev.culvert.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.jdbi..", "org.sqlite..", "org.flywaydb..")
            .because("one place knows the database");

    @ArchTest
    static final ArchRule no_javafx_below_the_desktop = noClasses()
            .that()
            .resideOutsideOfPackages("dev.culvert.ui..", "dev.culvert.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "atlantafx..", "org.controlsfx..")
            .because("the gateway runs headless");

    @ArchTest
    static final ArchRule json_only_in_the_faces = noClasses()
            .that()
            .resideOutsideOfPackages("dev.culvert.api..", "dev.culvert.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("tools.jackson..", "com.fasterxml..", "io.helidon..", "picocli..")
            .because("how a face speaks is that face's own matter");

    @ArchTest
    static final ArchRule certificates_are_made_in_one_place = noClasses()
            .that()
            .resideOutsideOfPackage("dev.culvert.gateway.certificate..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle..")
            .because("the library is large and is loaded only where a certificate is needed");

    @ArchTest
    static final ArchRule places_are_read_in_one_place = noClasses()
            .that()
            .resideOutsideOfPackage("dev.culvert.gateway.geo..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.maxmind..")
            .because("another format of databases must be one package's matter");

    @ArchTest
    static final ArchRule policy_is_pure = noClasses()
            .that()
            .resideInAPackage("dev.culvert.policy..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "javafx..")
            .allowEmptyShould(true)
            .because("the same evaluator serves the engine, the try-out and the replay");

    @ArchTest
    static final ArchRule threads_are_made_in_app_and_in_the_event_loops = noClasses()
            .that()
            .resideOutsideOfPackages("dev.culvert.app..", "dev.culvert.engine.netty..")
            .should()
            .callConstructor(Thread.class, Runnable.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class, String.class)
            .orShould()
            .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                    com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(isAThreadMaker())))
            .because("every thread has one place where it is named, counted and ended");

    private static DescribedPredicate<JavaClass> isAThreadMaker() {
        return DescribedPredicate.describe(
                "a maker of threads",
                c -> c.isEquivalentTo(java.util.concurrent.Executors.class)
                        || c.getName().startsWith("java.lang.Thread$Builder"));
    }
}
