"""Pages of A160-A164: plans, changes, comparisons and published figures, in Indonesian."""

from collections.abc import Mapping
from typing import Final

from spbe_cli.messages.page import Page

PAGES: Final[Mapping[str, Page]] = {
    "A160": Page(
        title="Target tidak tercapai",
        rule="Target dapat dicapai dengan kenaikan tingkat yang diizinkan.",
        cause="Batas yang dipilih terlalu ketat: --max-step membatasi kenaikan setiap indikator, --lock mengunci indikator, --budget membatasi upaya, --reserve menaikkan target. Pesannya menyebut batas yang mengikat.",
        example="Target 4,20, padahal indeks menjadi 3,92 bila setiap indikator naik satu tingkat",
        steps=(
            "Turunkan target, misalnya ke predikat di bawahnya.",
            "Atau longgarkan batasnya, misalnya --max-step 2.",
            "Jalankan spbe plan lagi.",
        ),
    ),
    "A161": Page(
        title="Perubahan menunjuk yang tidak ada",
        rule="Setiap perubahan menyebut indikator dan tingkat yang ada dalam instrumen.",
        cause="Nomor indikator atau tingkat pada --set keliru diketik, atau keduanya tertukar.",
        example="--set 11=7, padahal skala 1-5",
        steps=(
            "Tulis nomor indikator, tanda sama dengan, lalu tingkatnya: --set 11=4.",
            "Lihat nomor dan tingkat yang ada dengan spbe explain.",
        ),
    ),
    "A162": Page(
        title="Instrumen berbeda",
        rule="Dua penilaian yang dibandingkan memakai instrumen yang sama.",
        cause="Indeks dari dua peraturan disusun dari indikator, bobot, dan predikat yang berbeda, sehingga selisihnya tidak berarti apa-apa.",
        example="Hasil 2020 (PermenPANRB 5/2018) dan hasil 2024 (PermenPANRB 59/2020)",
        steps=(
            "Bandingkan hanya indikator yang berpadanan, yang tetap ditampilkan bila padanannya diketahui.",
            "Jangan melaporkan selisih kedua indeks.",
            "Bila instrumennya sebenarnya sama, periksa Instrumen di lembar Identitas kedua berkas.",
        ),
    ),
    "A163": Page(
        title="Target sudah tercapai",
        rule="Target lebih tinggi daripada indeks sekarang.",
        cause="Target yang ditulis sama dengan atau lebih rendah daripada indeks berkas ini.",
        example="Target 2,60, padahal indeks sudah 2,98",
        steps=(
            "Lihat indeks sekarang dengan spbe score.",
            "Pilih target yang lebih tinggi, misalnya predikat berikutnya.",
        ),
    ),
    "A164": Page(
        title="Hasil hitung berbeda dari yang diterbitkan",
        rule="Angka yang diterbitkan sama dengan angka yang dihitung dari tingkatnya.",
        cause="Ada tingkat yang keliru disalin ke berkas kasus, sumbernya memuat kekeliruan, atau instrumen kasusnya keliru.",
        example="bandar-lampung-2024: indeks D2 dihitung 2,40, diterbitkan 2,45",
        steps=(
            "Cocokkan tingkat dalam kasus dengan sumbernya, satu per satu.",
            "Periksa id instrumen dan angka published dalam kasus.",
            "Bila sumbernya sendiri yang tidak cocok, catat hal itu pada source.",
        ),
    ),
}
