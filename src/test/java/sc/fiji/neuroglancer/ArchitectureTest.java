package sc.fiji.neuroglancer;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which package may use which: the plan of the house. A new package gets its place here. */
class ArchitectureTest {

    private static final String ROOT = "sc.fiji.neuroglancer";

    /** From the top to the bottom: a row may use itself and the rows below. */
    private static final String[][] ROWS = {
        {"commands", "ij1", "cli"},
        {"command", "help"},
        {"share"},
        {"upload", "link", "check"},
        {"export", "export.points"},
        {"profile"},
        {"dataset"},
        {"storage"},
        {"annotation.find"},
        {"ome", "annotation", "annotation.roi", "annotation.table", "viewer"},
        {"zarr", "zarr.codec", "precomputed"},
        {"image.ij", "image.imglib2"},
        {"image", "pyramid"},
        {"http", "http.login", "webdav", "transfer", "serve"},
        {"address"},
        {"store"},
        {"grid", "task"},
        {"message"},
    };

    private static JavaClasses house;

    @BeforeAll
    static void readClasses() {
        house = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    private static String[] packages(final String... names) {
        return Stream.of(names).map(name -> ROOT + "." + name).toArray(String[]::new);
    }

    @Test
    void everyPackageHasItsPlace() {
        final String[] all = packages(Stream.of(ROWS).flatMap(Arrays::stream).toArray(String[]::new));
        classes().should().resideInAnyPackage(all).check(house);
    }

    @Test
    void rowsUseOnlyLowerRows() {
        LayeredArchitecture rows =
                layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
        for (final String[] row : ROWS) rows = rows.layer(row[0]).definedBy(packages(row));
        for (int i = 0; i < ROWS.length; i++) {
            final String[] lower =
                    Stream.of(ROWS).skip(i + 1L).map(row -> row[0]).toArray(String[]::new);
            if (lower.length == 0) rows = rows.whereLayer(ROWS[i][0]).mayNotAccessAnyLayer();
            else rows = rows.whereLayer(ROWS[i][0]).mayOnlyAccessLayers(lower);
        }
        rows.check(house);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(house);
    }

    @Test
    void imageJIsUsedWhereImagesAndRoisComeIn() {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages(
                        "image.ij",
                        "annotation.roi",
                        "annotation.table",
                        "annotation.find",
                        "command",
                        "commands",
                        "ij1",
                        "cli"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ij..")
                .check(house);
    }

    @Test
    void sciJavaAndWindowsAreUsedAtTheEntry() {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages("commands", "ij1", "cli"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.scijava..", "javax.swing..")
                .check(house);
    }

    @Test
    void httpIsUsedByTheEndpoints() {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages("http", "http.login", "webdav", "serve"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "com.sun.net.httpserver..")
                .check(house);
    }

    @Test
    void standardStreamsAreTheCommandLines() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethodWhere(target(nameMatching("printStackTrace")))
                .check(house);
    }
}
