package phasegrid.export;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Figures and reports are made from tables alone: neither models nor Spark reach them. */
@AnalyzeClasses(packages = "phasegrid.export", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule onlyTablesAndVerbs = noClasses()
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("phasegrid..")
                    .and(not(JavaClass.Predicates.resideInAnyPackage("phasegrid.export..", "phasegrid.jobs.table..")))
                    .and(not(HasName.Predicates.nameMatching("phasegrid\\.jobs\\.cli\\.Verb(\\$.*)?"))))
            .as("export sees only jobs.table and jobs.cli's Verb")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noSpark = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.spark..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule tidyComesFirst = noClasses()
            .that()
            .resideInAPackage("phasegrid.export.tidy..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("phasegrid.export.plot..", "phasegrid.export.report..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule figuresKnowNoReport = noClasses()
            .that()
            .resideInAPackage("phasegrid.export.plot..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("phasegrid.export.report..")
            .allowEmptyShould(true);
}
