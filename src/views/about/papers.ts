/** The papers that the page is about, as one cites them. */
export interface Paper {
  authors: string;
  title: string;
  venue: string;
  doi: string;
  bibtex: string;
}

export const PAPERS: readonly Paper[] = [
  {
    authors:
      'Zhe Zhao, Lichan Hong, Li Wei, Jilin Chen, Aniruddh Nath, Shawn Andrews, Aditee Kumthekar, Maheswaran Sathiamoorthy, Xinyang Yi, Ed Chi',
    title: 'Recommending What Video to Watch Next: A Multitask Ranking System',
    venue: 'RecSys 2019',
    doi: '10.1145/3298689.3346997',
    bibtex: `@inproceedings{zhao2019recommending,
  author    = {Zhao, Zhe and Hong, Lichan and Wei, Li and Chen, Jilin and Nath, Aniruddh and Andrews, Shawn and Kumthekar, Aditee and Sathiamoorthy, Maheswaran and Yi, Xinyang and Chi, Ed},
  title     = {Recommending What Video to Watch Next: A Multitask Ranking System},
  booktitle = {Proceedings of the 13th ACM Conference on Recommender Systems},
  series    = {RecSys '19},
  year      = {2019},
  publisher = {ACM},
  doi       = {10.1145/3298689.3346997}
}`,
  },
  {
    authors: 'Jiaqi Ma, Zhe Zhao, Xinyang Yi, Jilin Chen, Lichan Hong, Ed H. Chi',
    title: 'Modeling Task Relationships in Multi-task Learning with Multi-gate Mixture-of-Experts',
    venue: 'KDD 2018',
    doi: '10.1145/3219819.3220007',
    bibtex: `@inproceedings{ma2018modeling,
  author    = {Ma, Jiaqi and Zhao, Zhe and Yi, Xinyang and Chen, Jilin and Hong, Lichan and Chi, Ed H.},
  title     = {Modeling Task Relationships in Multi-task Learning with Multi-gate Mixture-of-Experts},
  booktitle = {Proceedings of the 24th ACM SIGKDD International Conference on Knowledge Discovery and Data Mining},
  series    = {KDD '18},
  year      = {2018},
  publisher = {ACM},
  doi       = {10.1145/3219819.3220007}
}`,
  },
];
