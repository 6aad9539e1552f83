package sc.fiji.neuroglancer.annotation.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.neuroglancer.annotation.AnnotationSpace;
import sc.fiji.neuroglancer.annotation.PropertyType;
import sc.fiji.neuroglancer.task.Monitor;

class TableColumnTest {

    @TempDir
    private Path folder;

    @Test
    void hundredsOfColumnsOfNumbersTakeNoMemory() {
        final List<TableColumn> columns = new ArrayList<>();
        for (int i = 0; i < 150; i++) { // as texts, 1.2 GB
            final TableColumn column = new TableColumn("m" + i, i);
            for (int row = 0; row < 60_000; row++) column.learn(Integer.toString(row));
            columns.add(column);
        }
        for (final TableColumn column : columns)
            assertEquals(PropertyType.UINT16, column.spec("a").type());
    }

    @ParameterizedTest
    @CsvSource({
        "'1;2;a;1', '[1, 2, a]'",
        "';;a;;b', '[, a, b]'",
        "'#ff8000;5;;x', '[#ff8000, 5, , x]'",
        "'#ff8000;;#ff8001', '[#ff8000, , #ff8001]'",
        "'a;1', '[a, 1]'"
    })
    void textsThatBeginLateAreAllLabels(final String texts, final String labels) throws IOException {
        final StringBuilder table = new StringBuilder("x,y,z,kind\n");
        for (final String text : texts.split(";", -1))
            table.append("1,2,3,").append(text).append('\n');
        final Path file = Files.write(folder.resolve("a.csv"), table.toString().getBytes(StandardCharsets.UTF_8));
        final PointTable found = PointTable.open(file, TableOptions.VOXELS, Monitor.NONE);
        assertEquals(
                labels,
                found.sources(AnnotationSpace.voxels(), true)
                        .get(0)
                        .schema()
                        .properties()
                        .get(0)
                        .labels()
                        .toString());
    }

    @Test
    void aColumnOfTextsThatBeginLateAsksForAnotherPass() {
        final TableColumn column = new TableColumn("a", 0);
        column.learn("1");
        assertFalse(column.needsAnotherPass());
        column.learn("b");
        assertTrue(column.needsAnotherPass());
        for (final String text : List.of("1", "b")) column.learnLabel(text);
        assertFalse(column.needsAnotherPass());
        assertEquals(List.of("1", "b"), column.spec("a").labels());
    }
}
