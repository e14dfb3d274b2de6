package phasegrid.export;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

/** Figures and reports are made from tables alone: neither models nor Spark reach them. */
@AnalyzeClasses(packages = "phasegrid.export", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String EXPORT = "phasegrid.export.";
    private static final String TABLES = "phasegrid.jobs.table..";

    @ArchTest
    static final ArchRule tidySeesTables = sees("tidy", TABLES);

    @ArchTest
    static final ArchRule figuresSeeTidyTables = sees("plot", EXPORT + "tidy..", TABLES, "phasegrid.engine.sweep..");

    /** See decisions/0001-a-report-reads-tables-and-is-a-verb.md. */
    @ArchTest
    static final ArchRule reportsAreVerbsOnTables = sees(
            "report", EXPORT + "tidy..", EXPORT + "plot..", TABLES, "phasegrid.jobs.cli..", "phasegrid.engine.sweep..");

    @ArchTest
    static final ArchRule notebooksAreVerbsOnTables =
            sees("notebooks", EXPORT + "tidy..", TABLES, "phasegrid.jobs.cli..", "phasegrid.engine.sweep..");

    @ArchTest
    static final ArchRule liveShowsReports = sees("live", EXPORT + "report..", TABLES, "phasegrid.jobs.cli..");

    @ArchTest
    static final ArchRule ofTheEngineOnlyWhatIsShown = noClasses()
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("phasegrid.engine..")
                    .and(not(JavaClass.Predicates.equivalentTo(phasegrid.engine.sweep.Agreement.class)))
                    .and(not(JavaClass.Predicates.equivalentTo(phasegrid.engine.sweep.SweepSpec.class)))
                    .and(not(JavaClass.Predicates.equivalentTo(phasegrid.engine.sweep.Trace.class)))
                    .and(not(JavaClass.Predicates.equivalentTo(phasegrid.engine.sweep.Trace.Path.class))));

    @ArchTest
    static final ArchRule noSpark = noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.spark..");

    private static ArchRule sees(String from, String... allowed) {
        return noClasses()
                .that()
                .resideInAPackage(EXPORT + from + "..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("phasegrid..")
                        .and(not(JavaClass.Predicates.resideInAPackage(EXPORT + from + "..")))
                        .and(not(JavaClass.Predicates.resideInAnyPackage(allowed))))
                .as(from + " sees only " + Arrays.toString(allowed));
    }
}
