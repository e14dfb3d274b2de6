package phasegrid.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

/** Which package may see which: one place for Spark, none for the models but the command line. */
@AnalyzeClasses(packages = "phasegrid.jobs", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String JOBS = "phasegrid.jobs.";
    private static final String ENGINE = "phasegrid.engine.";

    @ArchTest
    static final ArchRule sparkStaysInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage(JOBS + "spark..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.spark..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule modelsAreNamedOnlyByTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage(JOBS + "cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ENGINE + "model..", ENGINE + "dynamics..", ENGINE + "theory..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule yamlSeesTheSweepOnly =
            sees("yaml", JOBS + "data..", ENGINE + "sweep..", ENGINE + "definition..", ENGINE + "statistics..");

    @ArchTest
    static final ArchRule tableSeesTheSweepOnly =
            sees("table", ENGINE + "sweep..", ENGINE + "definition..", ENGINE + "statistics..");

    @ArchTest
    static final ArchRule sparkSeesTablesNotYaml = sees(
            "spark",
            JOBS + "data..",
            JOBS + "table..",
            ENGINE + "sweep..",
            ENGINE + "definition..",
            ENGINE + "statistics..");

    @ArchTest
    static final ArchRule dataSeesItsValueOnly = sees("data", JOBS + "table..", ENGINE + "definition..");

    private static ArchRule sees(String from, String... allowed) {
        return noClasses()
                .that()
                .resideInAPackage(JOBS + from + "..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("phasegrid..")
                        .and(outside(JOBS + from + ".."))
                        .and(outside(allowed)))
                .as(from + " sees only " + Arrays.toString(allowed))
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> outside(String... packages) {
        return DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(packages));
    }
}
